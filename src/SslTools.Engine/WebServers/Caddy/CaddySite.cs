using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace SslTools.Engine.WebServers.Caddy;

/// <summary>A site: its addresses, and what stands in its block or is imported there.</summary>
internal sealed class CaddySite
{
    private readonly bool _automatic;

    /// <summary>Reads a site.</summary>
    /// <param name="configuration">The configuration it stands in.</param>
    /// <param name="block">The block; where the file has one site without braces its first line.</param>
    /// <param name="own">The directives that stand in it.</param>
    public CaddySite(CaddyConfiguration configuration, CaddyNode block, IReadOnlyList<CaddyNode> own)
    {
        _automatic = configuration.AutomaticHttps;
        Block = block;
        Own = own;
        Directives = configuration.Directives(own).ToList();
        Addresses = block.Words.SelectMany(word => word.Value.Split([','], StringSplitOptions.RemoveEmptyEntries))
            .Select(text => CaddyAddress.Parse(text, configuration.HttpPort, configuration.HttpsPort))
            .Where(address => address is not null).Select(address => address!).ToList();
    }

    /// <summary>The block.</summary>
    public CaddyNode Block { get; }

    /// <summary>The directives that stand in the block itself.</summary>
    public IReadOnlyList<CaddyNode> Own { get; }

    /// <summary>All directives.</summary>
    public IReadOnlyList<CaddyNode> Directives { get; }

    /// <summary>The addresses that can be read.</summary>
    public IReadOnlyList<CaddyAddress> Addresses { get; }

    /// <summary>Its names.</summary>
    public IReadOnlyList<string> Names => Addresses.Select(address => address.Host).Where(host => host.Length > 0).Distinct().ToList();

    /// <summary>File and line.</summary>
    public string Place => Block.Place;

    /// <summary>Whether it stands in braces.</summary>
    public bool HasBraces => Block.Children is not null;

    /// <summary>The directive that says which certificate is served, or null.</summary>
    public CaddyNode? Tls => Directives.FirstOrDefault(directive => directive.Name == "tls");

    /// <summary>The certificate's and the key's file, or null.</summary>
    public (string Certificate, string Key)? Files =>
        Tls?.Arguments.ToList() is [var certificate, var key] ? (certificate, key) : null;

    /// <summary>The addresses it listens on; none: all of the machine.</summary>
    public IReadOnlyList<IPAddress> Binds => Directives.Where(directive => directive.Name == "bind").SelectMany(directive => directive.Arguments)
        .Select(text => IPAddress.TryParse(text.Trim('[', ']'), out var address) ? address : null).Where(address => address is not null).Select(address => address!).ToList();

    /// <summary>Whether it speaks TLS at an address.</summary>
    /// <param name="address">One of its addresses.</param>
    /// <returns>True when it does.</returns>
    public bool IsTls(CaddyAddress address) =>
        address.IsTls && (address.HasScheme || _automatic || Tls is not null) || (!address.HasScheme && Tls is not null);

    /// <summary>Whether it answers HTTPS to a name on a port.</summary>
    /// <param name="hostName">The name.</param>
    /// <param name="port">The port.</param>
    /// <returns>True when it does.</returns>
    public bool Serves(string hostName, int port) => Addresses.Any(address => address.Port == port && IsTls(address) && Matches(address, hostName));

    /// <summary>Whether a name leads to it over plain HTTP.</summary>
    /// <param name="hostName">The name.</param>
    /// <returns>True when it does.</returns>
    public bool TakesHttp(string hostName) => Addresses.Any(address => !IsTls(address) && Matches(address, hostName));

    /// <summary>Whether any of its addresses is for a name.</summary>
    /// <param name="hostName">The name.</param>
    /// <returns>True when one is.</returns>
    public bool IsFor(string hostName) => Addresses.Any(address => Matches(address, hostName));

    private static bool Matches(CaddyAddress address, string hostName) =>
        address.Host.Length == 0 || address.Host == hostName.ToLowerInvariant() || (address.Host.StartsWith("*.", StringComparison.Ordinal) && DnsName.Covers(address.Host, hostName));
}
