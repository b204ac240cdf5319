using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.Network.Dns;
using SslTools.Ports;

namespace SslTools.Engine.Acme.Dns;

/// <summary>Dynamic update of one's own name server (RFC 2136), signed with TSIG: BIND, Knot, PowerDNS, Windows DNS behind them.</summary>
/// <param name="engine">The adapters.</param>
public sealed class Rfc2136(IEngine engine) : IDnsProviderKind
{
    private const int DefaultPort = 53;

    private static readonly string[] Protocols = ["tcp", "udp"];

    /// <inheritdoc/>
    public string Name => nameof(Rfc2136);

    /// <inheritdoc/>
    public IReadOnlyList<DnsProviderParameter> Parameters { get; } =
    [
        new("Server", "The primary name server that takes updates: a name or an address, with a port where it isn't 53."),
        new("KeyName", "The TSIG key's name, as the server knows it."),
        new("KeySecret", "The TSIG key's secret, base64.", Secret: true),
        new("KeyAlgorithm", "hmac-sha256 (default), hmac-sha384 or hmac-sha512.", Mandatory: false),
        new("Zone", "The zone to update; by default the server is asked which of its zones holds the name.", Mandatory: false),
        new("Protocol", "tcp (default) or udp.", Mandatory: false),
    ];

    /// <inheritdoc/>
    public IDnsProvider Open(IReadOnlyDictionary<string, string> arguments)
    {
        var algorithm = Choice(arguments, "KeyAlgorithm", TsigKey.Algorithms);
        var stream = Choice(arguments, "Protocol", Protocols) == "tcp";
        var (host, port) = DnsServerAddress.Parse(arguments["Server"], DefaultPort)
            ?? throw SslError.InvalidDnsArgument(Name, "Server is not a name or an address with an optional port");
        var key = new TsigKey(Checked(arguments["KeyName"], "KeyName"), algorithm, Secret(arguments["KeySecret"]));
        var zone = arguments.TryGetValue("Zone", out var given) ? Checked(given, "Zone") : null;
        return new Rfc2136Provider(engine.Clock, host, port, stream, key, zone);
    }

    private string Choice(IReadOnlyDictionary<string, string> arguments, string parameter, IReadOnlyList<string> choices) =>
        !arguments.TryGetValue(parameter, out var value) ? choices[0]
        : choices.FirstOrDefault(choice => choice.Equals(value.TrimEnd('.'), StringComparison.OrdinalIgnoreCase))
            ?? throw SslError.InvalidDnsArgument(Name, $"{parameter} must be one of {string.Join(", ", choices)}");

    private string Checked(string name, string parameter)
    {
        var plain = name.TrimEnd('.').ToLowerInvariant();
        try
        {
            new DnsWriter().Name(plain);
            return plain;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw SslError.InvalidDnsArgument(Name, $"{parameter} is not a DNS name");
        }
    }

    private byte[] Secret(string base64)
    {
        try
        {
            var secret = Convert.FromBase64String(base64);
            return secret.Length > 0 ? secret : throw SslError.InvalidDnsArgument(Name, "KeySecret is empty");
        }
        catch (FormatException)
        {
            throw SslError.InvalidDnsArgument(Name, "KeySecret is not base64");
        }
    }
}
