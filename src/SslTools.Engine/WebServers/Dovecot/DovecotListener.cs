using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using SslTools.Engine.WebServers.Running;

namespace SslTools.Engine.WebServers.Dovecot;

/// <summary>A port on which clients log in: an inet_listener of a login service.</summary>
/// <param name="Protocol">imap, pop3 or submission.</param>
/// <param name="Port">The port.</param>
/// <param name="IsWrapped">Whether TLS begins with the connection.</param>
/// <param name="Addresses">The addresses as written; <c>*</c> for every one, <c>::</c> for every one of IPv6.</param>
/// <param name="ProxyProtocol">Whether clients send a PROXY protocol header first.</param>
internal sealed record DovecotListener(string Protocol, int Port, bool IsWrapped, IReadOnlyList<string> Addresses, bool ProxyProtocol)
{
    // What the program has by itself, where it does not tell.
    private static readonly IReadOnlyList<(string Protocol, string Name, int Port, bool IsWrapped)> Known =
    [
        ("imap", "imap", 143, false), ("imap", "imaps", 993, true), ("pop3", "pop3", 110, false), ("pop3", "pop3s", 995, true),
        ("submission", "submission", 587, false),
    ];

    private static readonly char[] Separators = [',', ' ', '\t'];

    /// <summary>The command that begins TLS; null where it begins at once.</summary>
    public SslStartTls? StartTls => IsWrapped ? null : Protocol switch { "imap" => SslStartTls.Imap, "pop3" => SslStartTls.Pop3, _ => SslStartTls.Smtp };

    /// <summary>Reads the listeners of the protocols that are switched on.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>The listeners.</returns>
    public static IEnumerable<DovecotListener> Read(DovecotConfiguration configuration)
    {
        var active = configuration.Value("", "protocols").Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        foreach (var protocol in Known.Select(known => known.Protocol).Distinct().Where(active.Contains))
        {
            var prefix = $"service {protocol}-login/inet_listener ";
            var names = Known.Where(known => known.Protocol == protocol).Select(known => known.Name)
                .Concat(configuration.Entries.Where(entry => entry.Scope.StartsWith(prefix, StringComparison.Ordinal)).Select(entry => entry.Scope.Substring(prefix.Length))).Distinct();
            foreach (var name in names)
            {
                var known = Known.FirstOrDefault(k => k.Protocol == protocol && k.Name == name);
                string? Value(string key) => configuration.Last(prefix + name, key) is { } entry ? configuration.ValueOf(entry) : null;
                var port = Value("port") is { } text ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0 : known.Port;
                if (port is <= 0 or > 65535) continue;
                var own = Value("listen") is { Length: > 0 } listen ? listen : Value("address") is { Length: > 0 } address ? address : configuration.Value("", "listen");
                var addresses = own.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(a => a.Trim('[', ']')).DefaultIfEmpty("*").ToList();
                yield return new DovecotListener(protocol, port, Value("ssl") is { } ssl ? ssl == "yes" : known.IsWrapped, addresses, Value("haproxy") == "yes");
            }
        }
    }

    /// <summary>The sockets it listens on.</summary>
    /// <returns>Addresses and port.</returns>
    public IEnumerable<IPEndPoint> Sockets() => Addresses
        .SelectMany(host => host == "*" ? [IPAddress.Any] : IPAddress.TryParse(host, out var address) ? [address] : ReachableAddress.Resolve(host))
        .Select(address => new IPEndPoint(address, Port));

    /// <summary>Where it can be reached from this machine. One address will do: the same processes answer on all.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="serverName">The name to send, or null.</param>
    /// <returns>The endpoint; none where it can't be reached from here.</returns>
    public IEnumerable<BindingEndpoint> Endpoint(DovecotConfiguration configuration, string? serverName)
    {
        var taken = configuration.Listeners.Where(other => other != this && other.Port == Port).SelectMany(other => other.Sockets()).Select(socket => socket.Address).ToList();
        return Sockets().Select(socket => ReachableAddress.Of(socket.Address, taken)).OrderBy(address => address.AddressFamily == AddressFamily.InterNetwork ? 0 : 1).Take(1)
            .Select(address => new BindingEndpoint(new IPEndPoint(address, Port), serverName, ProxyProtocol) { StartTls = StartTls });
    }
}
