using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>The DNS providers by name. What users tell them is checked here, once for all of them.</summary>
public static class DnsProviders
{
    /// <summary>Opens a provider.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="name">The provider's name, in any case.</param>
    /// <param name="arguments">What it needs to know; names in any case.</param>
    /// <returns>The provider; the caller disposes of it.</returns>
    /// <exception cref="SslToolsException">UnknownDnsProvider, InvalidDnsArgument.</exception>
    public static IDnsProvider Open(IEngine engine, string name, IReadOnlyDictionary<string, string> arguments)
    {
        var kind = Find(engine, name);
        var known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var argument in arguments)
        {
            var parameter = kind.Parameters.FirstOrDefault(p => p.Name.Equals(argument.Key, StringComparison.OrdinalIgnoreCase))
                ?? throw Unknown(kind, argument.Key);
            if (known.ContainsKey(parameter.Name)) throw SslError.InvalidDnsArgument(kind.Name, $"{parameter.Name} is given twice");
            if (argument.Value.Trim().Length > 0) known.Add(parameter.Name, argument.Value.Trim());
        }

        var missing = kind.Parameters.Where(p => p.Mandatory && !known.ContainsKey(p.Name)).ToList();
        if (missing.Count > 0)
        {
            throw SslError.InvalidDnsArgument(
                kind.Name, $"it needs {string.Join(", ", missing.Select(p => $"{p.Name} ({p.Description.TrimEnd('.')})"))}");
        }

        return kind.Open(known);
    }

    /// <summary>Finds a kind of provider.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="name">Its name, in any case.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="SslToolsException">UnknownDnsProvider.</exception>
    public static IDnsProviderKind Find(IEngine engine, string name)
    {
        var kinds = engine.DnsProviders;
        return kinds.FirstOrDefault(kind => kind.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw SslError.UnknownDnsProvider(name, NearestName.Find(name, kinds.Select(kind => kind.Name)), kinds.Select(kind => kind.Name));
    }

    private static SslToolsException Unknown(IDnsProviderKind kind, string argument)
    {
        var names = kind.Parameters.Select(p => p.Name).ToList();
        var nearest = NearestName.Find(argument, names);
        var shown = argument.Length <= 40 ? argument : argument.Substring(0, 40) + "…";
        return SslError.InvalidDnsArgument(
            kind.Name, $"it has no parameter '{shown}'{(nearest is null ? "" : $" (did you mean {nearest}?)")}; it takes {string.Join(", ", names)}");
    }
}
