using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using SslTools.Engine.WebServers.Running;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Postfix;

/// <summary>A service of master.cf that takes mail over TCP, with the parameters that count for it.</summary>
internal sealed class PostfixService
{
    private static readonly char[] Separators = [',', ' ', '\t'];

    private readonly PostfixConfiguration _configuration;
    private readonly PostfixEntry _entry;

    /// <summary>Reads a service.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="entry">The line of master.cf.</param>
    public PostfixService(PostfixConfiguration configuration, PostfixEntry entry)
    {
        _configuration = configuration;
        _entry = entry;
        var colon = entry.Name.LastIndexOf(':');
        Host = colon < 0 ? "" : entry.Name.Substring(0, colon).Trim('[', ']');
        Port = PostfixPorts.Number(entry.Name.Substring(colon + 1));
    }

    /// <summary>The address or name it listens on; empty for those of inet_interfaces.</summary>
    public string Host { get; }

    /// <summary>Its port; 0 where the name of one is unknown.</summary>
    public int Port { get; }

    /// <summary>The parameters that it has for itself.</summary>
    public IReadOnlyList<PostfixOverride> Overrides => _entry.Overrides;

    /// <summary>File and line.</summary>
    public string Place => $"{_configuration.MasterPath}:{_entry.Line}";

    /// <summary>Whether TLS begins with the connection (smtps).</summary>
    public bool IsWrapped => Value("smtpd_tls_wrappermode") == "yes";

    /// <summary>The command that begins TLS; null where it begins at once.</summary>
    public SslStartTls? StartTls => IsWrapped ? null : SslStartTls.Smtp;

    /// <summary>Whether it offers TLS, given a certificate.</summary>
    public bool OffersTls => IsWrapped || Value("smtpd_tls_security_level") is var level && (level.Length > 0 ? level != "none" : Value("smtpd_use_tls") == "yes" || Value("smtpd_enforce_tls") == "yes");

    /// <summary>Whether it speaks TLS.</summary>
    public bool SpeaksTls => OffersTls && Certificate.CertificatePath is not null;

    /// <summary>The default certificate.</summary>
    public PostfixCertificate Certificate => PostfixCertificate.Of(this);

    /// <summary>The certificates of other names.</summary>
    public PostfixSni Sni => new(_configuration, Value(PostfixSni.Parameter));

    /// <summary>Whether clients send a PROXY protocol header first.</summary>
    public bool ProxyProtocol => Value(IsPostscreen ? "postscreen_upstream_proxy_protocol" : "smtpd_upstream_proxy_protocol").Length > 0;

    private bool IsPostscreen => _entry.Command == "postscreen";

    /// <summary>Whether a service takes mail over TCP.</summary>
    /// <param name="entry">The service.</param>
    /// <returns>True when it does.</returns>
    public static bool SpeaksSmtp(PostfixEntry entry) => entry.Type == "inet" && entry.Command is "smtpd" or "postscreen";

    /// <summary>What a parameter says for this service.</summary>
    /// <param name="name">The parameter.</param>
    /// <returns>Its value, expanded; one character a byte.</returns>
    public string Value(string name) => _configuration.Value(name, _entry);

    /// <summary>The parameter that a service has for itself.</summary>
    /// <param name="name">The parameter.</param>
    /// <returns>The override that counts, or null.</returns>
    public PostfixOverride? Override(string name) => _entry.Overrides.LastOrDefault(setting => setting.Name == name);

    /// <summary>The addresses as written; <c>*</c> for every one.</summary>
    public IReadOnlyList<string> Addresses => (Host.Length > 0 ? [Host] : Value("inet_interfaces").Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        .Select(host => host is "all" or "0.0.0.0" or "::" ? "*" : host.Trim('[', ']')).Distinct().ToList();

    /// <summary>Where it can be reached from this machine. One address will do: the same processes answer on all.</summary>
    /// <param name="serverName">The name to send, or null.</param>
    /// <returns>The endpoint; none where it can't be reached from here.</returns>
    public IEnumerable<BindingEndpoint> Endpoint(string? serverName) => Reachable().Take(1)
        .Select(address => new BindingEndpoint(new IPEndPoint(address, Port), serverName, ProxyProtocol) { StartTls = StartTls });

    private IEnumerable<IPAddress> Reachable()
    {
        var families = Value("inet_protocols") switch { "ipv4" => [AddressFamily.InterNetwork], "ipv6" => [AddressFamily.InterNetworkV6], _ => new[] { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 } };
        var taken = _configuration.Services.Where(other => other != this && other.Port == Port && other.Host.Length > 0)
            .Select(other => IPAddress.TryParse(other.Host, out var address) ? address : null).Where(address => address is not null).Select(address => address!).ToList();
        return Addresses.SelectMany(host => host switch
        {
            "*" => families.Select(family => ReachableAddress.Of(family == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, taken)),
            "loopback-only" => families.Select(family => family == AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback),
            _ => IPAddress.TryParse(host, out var address) ? [address] : ReachableAddress.Resolve(ByteText.Decode(host)),
        }).Where(address => families.Contains(address.AddressFamily)).OrderBy(address => Array.IndexOf(families, address.AddressFamily));
    }
}

/// <summary>The numbers of ports that have names.</summary>
internal static class PostfixPorts
{
    private const string Names = "/etc/services";

    /// <summary>The number of a port.</summary>
    /// <param name="name">Its name, or its number.</param>
    /// <returns>The number; 0 where it is unknown.</returns>
    public static int Number(string name)
    {
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number is > 0 and <= 65535 ? number : 0;
        return name switch { "smtp" => 25, "submission" => 587, "smtps" or "submissions" or "urd" => 465, _ => FromSystem(name) };
    }

    // "name port/tcp alias alias # comment", services(5).
    private static int FromSystem(string name)
    {
        if (!System.IO.File.Exists(Names)) return 0;
        foreach (var line in System.IO.File.ReadLines(Names))
        {
            var words = line.Split('#')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || !words[1].EndsWith("/tcp", StringComparison.Ordinal) || (words[0] != name && !words.Skip(2).Contains(name))) continue;
            return int.TryParse(words[1].Split('/')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        }

        return 0;
    }
}
