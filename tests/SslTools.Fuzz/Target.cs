using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine;
using SslTools.Engine.WebServers;
using SslTools.Ports;

namespace SslTools.Fuzz;

/// <summary>A parser of files from outside. Anything but an SslToolsException that comes out of it is a fault.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Seeds">Good files.</param>
/// <param name="Run">Has it read one.</param>
public sealed record Target(string Name, IReadOnlyList<byte[]> Seeds, Action<byte[]> Run)
{
    private static readonly EngineServices Engine = new();

    public static SecureString Password { get; } = new NetworkCredential("", "pw").SecurePassword;

    public static SecureString LongPassword { get; } = new NetworkCredential("", "changeit").SecurePassword;

    /// <summary>All parsers.</summary>
    public static IReadOnlyList<Target> All { get; } =
    [
        new("pem", Fuzz.Seeds.Pem, Reading(Password)),
        new("der", Fuzz.Seeds.Der, ReadCertificate),
        new("pkcs7", Fuzz.Seeds.Pkcs7, Reading(Password)),
        new("pkcs8", Fuzz.Seeds.Keys, Reading(Password)),
        new("pfx", Fuzz.Seeds.Pfx, Reading(Password)),
        new("jks", Fuzz.Seeds.Jks, Reading(LongPassword)),
        new("zip", Fuzz.Seeds.Zip, Reading(Password)),
        new("nginx", Fuzz.Seeds.Nginx, new NginxFile().Read),
    ];

    // With a password, as most files need one, and without.
    private static Action<byte[]> Reading(SecureString password) => input =>
    {
        foreach (var given in new[] { password, null })
        {
            var heap = Engine.Heaps.Read(input, "input", given);
            if (heap.Certificates.Count > 0 && heap.Keys.Count > 0) Engine.Reader.KeyMatches(heap.Certificates[0].Der, heap.Keys[0].Pkcs8);
        }
    };

    private static void ReadCertificate(byte[] input)
    {
        foreach (var certificate in Engine.Heaps.Read(input, "input", null).Certificates) Use(certificate);
        Tolerate(() => Engine.Reader.Describe(input));
        Tolerate(() => Engine.Reader.ReadCertificates(input, "input"));
    }

    // What an import does with certificates that it has read.
    private static void Use(HeapCertificate certificate)
    {
        Engine.Reader.IsIssuedBy(certificate.Der, certificate.Der);
        Engine.WeakKeys.Find(certificate.Der, "input");
    }

    private static void Tolerate(Action read)
    {
        try
        {
            read();
        }
        catch (SslToolsException)
        {
            // An explained failure is what a bad file shall give.
        }
    }

    /// <summary>A configuration file that is read as nginx's own, without nginx.</summary>
    private sealed class NginxFile : IProcessRunner
    {
        private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("ssltools-fuzz-").FullName, "nginx.conf");
        private IWebServerInstance? _server;

        public NginxFile() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(_path)!, true);

        public string? Find(string program) => "nginx";

        public Task<ProcessResult> RunAsync(
            string program, IReadOnlyList<string> arguments, string? input, TimeSpan timeout, CancellationToken cancellationToken) =>
            Task.FromResult(new ProcessResult(0, "", "nginx version: nginx/1.22.1\nbuilt with OpenSSL 3.0.2 1 Jan 2022\nconfigure arguments: --prefix=/etc/nginx"));

        public void Read(byte[] input)
        {
            File.WriteAllBytes(_path, input);
            _server ??= new NginxServer(EngineWith.Processes(this)).LocateAsync(_path, CancellationToken.None).Result;
            Tolerate(() => _server!.Read());
        }
    }
}
