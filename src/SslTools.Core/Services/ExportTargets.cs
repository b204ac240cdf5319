using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services;

/// <summary>One file that a server wants.</summary>
/// <param name="Suffix">What follows the certificate's name.</param>
/// <param name="Format">The format.</param>
/// <param name="PemContent">What a PEM file holds.</param>
public sealed record ExportTargetFile(string Suffix, SslExportFormat Format, SslPemContent? PemContent = null);

/// <summary>A server with the files it wants.</summary>
/// <param name="Server">Its name for -For.</param>
/// <param name="Files">The files.</param>
public sealed record ExportTarget(string Server, IReadOnlyList<ExportTargetFile> Files);

/// <summary>Which form each server wants. A new server is one more line.</summary>
public static class ExportTargets
{
    private static readonly ExportTargetFile FullChain = new("-fullchain.pem", SslExportFormat.Pem, SslPemContent.FullChain);
    private static readonly ExportTargetFile Key = new(".key", SslExportFormat.Pkcs8);
    private static readonly ExportTargetFile Bundle = new(".pem", SslExportFormat.Pem, SslPemContent.FullChainAndKey);
    private static readonly ExportTargetFile KeyFirst = new(".pem", SslExportFormat.Pem, SslPemContent.KeyAndFullChain);
    private static readonly ExportTargetFile Pfx = new(".pfx", SslExportFormat.Pfx);
    private static readonly ExportTargetFile Jks = new(".jks", SslExportFormat.Jks);

    /// <summary>All servers, by name.</summary>
    public static IReadOnlyList<ExportTarget> All { get; } =
    [
        // SSLCertificateFile and SSLCertificateKeyFile; since 2.4.8 the first takes the issuers too.
        new("Apache", [FullChain, Key]),
        new("Caddy", [FullChain, Key]),
        // ssl_server_cert_file, ssl_server_key_file.
        new("Dovecot", [FullChain, Key]),
        new("Exchange", [Pfx]),
        // tls_certificate, tls_privatekey.
        new("Exim", [FullChain, Key]),
        new("HAProxy", [Bundle]),
        new("IIS", [Pfx]),
        new("Jetty", [Pfx]),
        new("Kestrel", [Pfx]),
        // ssl.pemfile.
        new("lighttpd", [Bundle]),
        // ssl_certificate, ssl_certificate_key.
        new("nginx", [FullChain, Key]),
        // smtpd_tls_chain_files wants the key first.
        new("Postfix", [KeyFirst]),
        // ssl_cert_file, ssl_key_file.
        new("PostgreSQL", [FullChain, Key]),
        new("stunnel", [Bundle]),
        // A keystore of the kind PKCS12, which every Java since 8 reads.
        new("Tomcat", [Pfx]),
        new("Traefik", [FullChain, Key]),
        // server.keystore of Java 8 and older programs.
        new("WebLogic", [Jks]),
    ];

    /// <summary>Finds a server.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <returns>The server.</returns>
    /// <exception cref="SslToolsException">UnknownExportTarget.</exception>
    public static ExportTarget Find(string name) =>
        All.FirstOrDefault(target => target.Server.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw SslError.UnknownExportTarget(name, All.Select(target => target.Server));
}
