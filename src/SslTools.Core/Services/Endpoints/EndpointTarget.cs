using System;
using System.Globalization;
using System.Linq;
using System.Net;

namespace SslTools.Services.Endpoints;

/// <summary>What is to be tested.</summary>
/// <param name="HostName">A name in A-labels, or an address.</param>
/// <param name="Port">The port.</param>
public sealed record EndpointTarget(string HostName, int Port)
{
    private const int Https = 443;

    /// <summary>SHA-1 of the certificate that must be served; null for any.</summary>
    public string? Thumbprint { get; init; }

    /// <summary>The host as an address, or null where it is a name.</summary>
    public IPAddress? Address => IPAddress.TryParse(HostName, out var address) ? address : null;

    /// <summary>Reads one.</summary>
    /// <param name="text">host, host:port, [address]:port, or an https address from the browser.</param>
    /// <param name="port">The port where the text has none; 0 for that of the protocol.</param>
    /// <param name="startTls">The protocol.</param>
    /// <returns>The target.</returns>
    /// <exception cref="SslToolsException">InvalidEndpoint.</exception>
    public static EndpointTarget Parse(string text, int port, SslStartTls? startTls)
    {
        var (host, given) = Split(Bare(text.Trim()), text);
        var chosen = given ?? (port > 0 ? port : DefaultPort(startTls));
        if (IPAddress.TryParse(host, out var address) && (host.Contains(":") || host.Split('.').Length == 4))
            return new EndpointTarget(address.ToString(), chosen);
        try
        {
            var name = DnsName.Normalize(host);
            return name.StartsWith("*", StringComparison.Ordinal) ? throw SslError.InvalidEndpoint(text, "a wildcard stands for many hosts") : new EndpointTarget(name, chosen);
        }
        catch (SslToolsException e) when (e.ErrorId == "InvalidHostName")
        {
            throw SslError.InvalidEndpoint(text, e.Message.Substring(e.Message.LastIndexOf(": ", StringComparison.Ordinal) + 2).TrimEnd('.'));
        }
    }

    /// <summary>The hosts that a certificate names. A wildcard stands for many, and is only given where there is nothing else.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>Names and addresses.</returns>
    public static string[] HostsOf(SslCertificate certificate)
    {
        var hosts = certificate.DnsNames.Where(name => !name.StartsWith("*", StringComparison.Ordinal)).Concat(certificate.IPAddresses).ToArray();
        return hosts.Length > 0 ? hosts : [.. certificate.DnsNames];
    }

    /// <summary>For messages.</summary>
    /// <returns>Host and port.</returns>
    public override string ToString() => HostName.Contains(":") ? $"[{HostName}]:{Port}" : $"{HostName}:{Port}";

    private static int DefaultPort(SslStartTls? startTls) => startTls switch
    {
        SslStartTls.Smtp => 25,
        SslStartTls.Imap => 143,
        SslStartTls.Pop3 => 110,
        SslStartTls.Ldap => 389,
        SslStartTls.Ftp => 21,
        SslStartTls.Postgres => 5432,
        SslStartTls.MySql => 3306,
        _ => Https,
    };

    // What was copied from a browser.
    private static string Bare(string text)
    {
        if (!text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) return text;
        var rest = text.Substring("https://".Length);
        var end = rest.IndexOfAny(['/', '?', '#']);
        return end < 0 ? rest : rest.Substring(0, end);
    }

    private static (string Host, int? Port) Split(string text, string typed)
    {
        var bracket = text.StartsWith("[", StringComparison.Ordinal) ? text.IndexOf(']') : -1;
        if (bracket > 0) return (text.Substring(1, bracket - 1), PortOf(text.Substring(bracket + 1), typed));
        var colon = text.IndexOf(':');

        // Two colons or more are an IPv6 address.
        return colon < 0 || colon != text.LastIndexOf(':') ? (text, null) : (text.Substring(0, colon), PortOf(text.Substring(colon), typed));
    }

    private static int? PortOf(string text, string typed)
    {
        if (text.Length == 0) return null;
        return text[0] == ':' && ushort.TryParse(text.Substring(1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            ? port
            : throw SslError.InvalidEndpoint(typed, "its port is no number from 1 to 65535");
    }
}
