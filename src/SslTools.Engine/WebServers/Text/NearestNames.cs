using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Services;

namespace SslTools.Engine.WebServers.Text;

/// <summary>The names that a mistyped one may have meant.</summary>
internal static class NearestNames
{
    private const int Suggestions = 3;

    /// <summary>Finds the nearest names.</summary>
    /// <param name="host">The name asked for, in lower case.</param>
    /// <param name="names">The names there are; '_' and empty ones stand for none.</param>
    /// <returns>The nearest first.</returns>
    public static IReadOnlyList<string> To(string host, IEnumerable<string> names) =>
        names.Where(name => name is not ("_" or "")).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => (Name: name, Distance: EditDistance.Between(name.ToLowerInvariant(), host)))
            .Where(candidate => candidate.Distance <= Math.Max(3, host.Length / 2))
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(Suggestions).Select(candidate => candidate.Name).ToList();
}
