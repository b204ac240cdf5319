using System;
using System.Linq;
using SslTools.Ports;
using SslTools.Engine.WebServers.Running;

namespace SslTools.Engine.WebServers.Mail;

/// <summary>
/// Which certificate of a mail server a name is served with. A mail server has no sites: one certificate is the default,
/// which the server's own name has, and which clients get that send no name (SNI, RFC 6066 section 3), as most mail servers
/// do. Every other name has an entry of its own.
/// </summary>
internal sealed class MailCertificates
{
    // What packages put there so that TLS works at all: nobody trusts it.
    private static readonly string[] StandIns =
    [
        "/etc/ssl/certs/ssl-cert-snakeoil.pem", // Debian
        "/etc/dovecot/private/dovecot.pem", "/etc/dovecot/dovecot.pem", // Debian
        "/etc/pki/tls/certs/postfix.pem", "/etc/pki/dovecot/certs/dovecot.pem", // Red Hat
        "/etc/ssl/dovecot/server.pem", // Alpine
        "/etc/ssl/certs/dovecot.pem", // Dovecot's own example
    ];

    private readonly IServerFiles _files;
    private readonly ICertificateReader _reader;

    /// <summary>Makes the rules.</summary>
    /// <param name="engine">Reads certificates.</param>
    public MailCertificates(IEngine engine)
    {
        _files = engine.ServerFiles;
        _reader = engine.Reader;
    }

    /// <summary>Whether binding a name changes the default certificate: for the server's own name, where there is none but a stand-in, and where the name gave it.</summary>
    /// <param name="hostName">The name.</param>
    /// <param name="ownName">The server's own name.</param>
    /// <param name="defaultPath">The default certificate's file, or null.</param>
    /// <param name="entryPath">The file of the name's own entry, or null.</param>
    /// <returns>True when it does.</returns>
    public bool TakesDefault(string hostName, string ownName, string? defaultPath, string? entryPath) =>
        defaultPath is null || IsStandIn(defaultPath) || HoldsDefault(hostName, ownName, defaultPath, entryPath);

    /// <summary>Whether the default certificate is a name's: it is the server's own name, or gave it its certificate for want of another.</summary>
    /// <param name="hostName">The name.</param>
    /// <param name="ownName">The server's own name.</param>
    /// <param name="defaultPath">The default certificate's file, or null.</param>
    /// <param name="entryPath">The file of the name's own entry, or null.</param>
    /// <returns>True when it is.</returns>
    public bool HoldsDefault(string hostName, string ownName, string? defaultPath, string? entryPath) =>
        IsSame(hostName, ownName) || (defaultPath is not null && defaultPath == entryPath && !Covers(defaultPath, ownName));

    /// <summary>The name to send in a handshake.</summary>
    /// <param name="hostName">The name asked for; a wildcard stands for any name below it.</param>
    /// <returns>A name without wildcard.</returns>
    public static string ToSend(string hostName) => SentName.Of(hostName) ?? hostName;

    /// <summary>Whether two names are the same.</summary>
    /// <param name="a">A name.</param>
    /// <param name="b">Another.</param>
    /// <returns>True when they are.</returns>
    public static bool IsSame(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    /// <summary>Refuses what no client can send: SNI carries names alone.</summary>
    /// <param name="server">The server's name.</param>
    /// <param name="hostName">The name asked for.</param>
    /// <exception cref="SslToolsException">HostNameNeeded.</exception>
    public static void CheckName(string server, string hostName)
    {
        if (System.Net.IPAddress.TryParse(hostName, out _)) throw SslError.HostNameNeeded(server, hostName);
    }

    private bool IsStandIn(string path) => StandIns.Contains(path) || StandIns.Contains(_files.Resolve(path));

    private bool Covers(string path, string hostName)
    {
        try
        {
            return _files.Read(path) is { } pem && _reader.Describe(_reader.ReadCertificates(pem, path)[0]).DnsNames.Any(name => DnsName.Covers(name, hostName));
        }
        catch (SslToolsException)
        {
            // What can't be read is not served either.
            return false;
        }
    }
}
