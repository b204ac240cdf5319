using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using SslTools.Testing;

namespace SslTools.Integration.Tests.WebServers;

/// <summary>A real server on loopback, with a folder and ports of its own. One class for each kind of server.</summary>
public abstract class ServerFixture : IDisposable
{
    protected ServerFixture()
    {
        HttpPort = FreePort.Next();
        HttpsPort = FreePort.Next();
    }

    /// <summary>The name for -Server.</summary>
    public abstract string Name { get; }

    /// <summary>The main configuration file.</summary>
    public abstract string ConfigPath { get; }

    public int HttpPort { get; }

    public int HttpsPort { get; }

    /// <summary>The common parameters of the cmdlets.</summary>
    public string Parameters => $"-Server {Name} -ConfigPath '{ConfigPath}' -Port {HttpsPort}";

    protected TempFolder Folder { get; } = new();

    /// <summary>What else the contract asks of Set-SslBinding: all that the server has settings for.</summary>
    public virtual string Options => "-RedirectHttp -Hsts -TlsPolicy Intermediate";

    /// <summary>Adds a site without TLS that answers with its name.</summary>
    /// <returns>The file it is written in.</returns>
    public abstract string AddSite(string hostName);

    public abstract void Start();

    public abstract void Stop();

    /// <summary>Writes something into another file of the configuration that the server itself refuses, though SslTools can read it.</summary>
    /// <returns>A word of what the server says of it.</returns>
    public abstract string BreakElsewhere();

    /// <summary>Every file of the configuration, and whatever else a change may touch.</summary>
    public IReadOnlyDictionary<string, string> Snapshot() => ConfigurationFiles().ToDictionary(file => file, file => Convert.ToHexString(File.ReadAllBytes(file)));

    /// <summary>What a site without TLS answers to its name.</summary>
    public virtual string AskPlain(string hostName) => Curl(hostName, $"http://{hostName}:{HttpPort}/").Output;

    /// <summary>What a site with TLS answers to its name; nothing where it has none.</summary>
    public virtual string AskTls(string hostName) => Curl(hostName, $"https://{hostName}:{HttpsPort}/").Output;

    protected virtual IEnumerable<string> ConfigurationFiles() =>
        Directory.EnumerateFiles(Path.GetDirectoryName(ConfigPath)!, "*.conf", SearchOption.AllDirectories);

    /// <summary>The thumbprint that is served to a name; null where there is no TLS.</summary>
    public virtual string? Served(string hostName, int port = 0)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port == 0 ? HttpsPort : port);
            using var tls = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
            tls.AuthenticateAsClient(hostName);
            return new X509Certificate2(tls.RemoteCertificate!).Thumbprint;
        }
        catch (Exception e) when (e is SocketException or IOException or System.Security.Authentication.AuthenticationException)
        {
            return null;
        }
    }

    /// <summary>What curl gets.</summary>
    public ProgramResult Curl(string hostName, string url, params string[] options) => Programs.Run(
        Programs.Require("curl", "curl"),
        ["-sk", "--resolve", $"{hostName}:{HttpPort}:127.0.0.1", "--resolve", $"{hostName}:{HttpsPort}:127.0.0.1", .. options, url]);

    public void Dispose()
    {
        Stop();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
