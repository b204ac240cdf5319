using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security;
using SslTools.Testing;
using SslTools.Testing.Acme;

namespace SslTools.Integration.Tests.Acme;

/// <summary>A session of the module that requests certificates from a Pebble which really looks.</summary>
internal sealed class RequestSession : IDisposable
{
    public RequestSession(PebbleOptions? options = null)
    {
        Pebble = new PebbleServer(options);
        Session.Set("pebble", Pebble.Directory.AbsoluteUri);
        Session.Set("roots", Pebble.RootPemPath);
    }

    public PebbleServer Pebble { get; }

    public ModuleSession Session { get; } = new();

    /// <summary>The parameters that answer http-01 on the port where Pebble looks.</summary>
    public string Standalone => $"-Standalone -HttpPort {Pebble.HttpPort}";

    /// <summary>A request with the parameters of every request to this Pebble.</summary>
    public static string Command(string rest) => $"Request-LetsEncryptCertificate -Server $pebble -CACertificate $roots -AcceptTermsOfService {rest}";

    /// <summary>Requests.</summary>
    public IReadOnlyList<Issued> Request(string rest) =>
        Session.Succeed(Command(rest)).Select(Issued.Read).ToList();

    /// <summary>The files that lie in a folder and below it.</summary>
    public static IReadOnlyList<string> Files(string folder) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories);

    public static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (var c in text) secure.AppendChar(c);
        return secure;
    }

    public void Dispose()
    {
        Session.Dispose();
        Pebble.Dispose();
    }
}
