using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>A Listen directive.</summary>
internal sealed class ApacheListen
{
    /// <summary>Reads a directive.</summary>
    /// <param name="setting">The directive.</param>
    public ApacheListen(ApacheSetting setting)
    {
        Directive = setting.Directive;
        Address = ApacheAddress.Parse(setting.First, 0);
        var protocol = setting.Words.Skip(1).FirstOrDefault(word => word.IndexOf('=') < 0);
        IsHttps = protocol is null ? Address.Port == 443 : protocol.Equals("https", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The directive.</summary>
    public ApacheDirective Directive { get; }

    /// <summary>Where it listens.</summary>
    public ApacheAddress Address { get; }

    /// <summary>The port.</summary>
    public int Port => Address.Port;

    /// <summary>Whether it says that HTTPS is spoken there. It is a hint alone: virtual hosts decide.</summary>
    public bool IsHttps { get; }

    /// <summary>The sockets it takes: without an address those of both families.</summary>
    public IReadOnlyList<IPAddress> Sockets =>
        Address.Address is { } address ? [address] : Address.IsAny ? [IPAddress.Any, IPAddress.IPv6Any] : [];

    /// <summary>Whether connections to an address arrive there.</summary>
    /// <param name="key">The address of a virtual host in one spelling.</param>
    /// <returns>True when they do; for every address, when any does.</returns>
    public bool Serves(string key) => Address.IsAny || key == ApacheAddress.Any || Address.Key == key;
}
