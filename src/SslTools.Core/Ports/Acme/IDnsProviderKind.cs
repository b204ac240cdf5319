using System.Collections.Generic;

namespace SslTools.Ports;

/// <summary>A kind of DNS provider, one file each, found by reflection: Rfc2136, Cloudflare, Route53, ...</summary>
public interface IDnsProviderKind
{
    /// <summary>Its name, as <c>-DnsProvider</c> takes it.</summary>
    string Name { get; }

    /// <summary>What it needs to know, as <c>-DnsArgs</c> takes it.</summary>
    IReadOnlyList<DnsProviderParameter> Parameters { get; }

    /// <summary>Makes a provider; nothing is sent yet.</summary>
    /// <param name="arguments">Checked: only known parameters, all mandatory ones among them.</param>
    /// <returns>The provider.</returns>
    /// <exception cref="SslToolsException">InvalidDnsArgument.</exception>
    IDnsProvider Open(IReadOnlyDictionary<string, string> arguments);
}

/// <summary>One thing that a kind of provider needs to know.</summary>
/// <param name="Name">Its name, Pascal case; any case is accepted.</param>
/// <param name="Description">One sentence, for help and errors.</param>
/// <param name="Mandatory">Whether it can't be left out.</param>
/// <param name="Secret">Whether it is never shown, and encrypted where it is kept.</param>
public sealed record DnsProviderParameter(string Name, string Description, bool Mandatory = true, bool Secret = false);
