using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services;

/// <summary>What somebody meant who mistyped a name.</summary>
public static class NearestName
{
    /// <summary>Finds the known name that looks most like what was typed.</summary>
    /// <param name="typed">As typed.</param>
    /// <param name="known">The names there are.</param>
    /// <returns>A name, or null where none is near.</returns>
    public static string? Find(string typed, IEnumerable<string> known) =>
        typed.Length > 100 ? null : known
            .Select(name => (Name: name, Distance: EditDistance.Between(typed.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(candidate => candidate.Distance <= Math.Max(1, candidate.Name.Length / 3))
            .OrderBy(candidate => candidate.Distance).Select(candidate => candidate.Name).FirstOrDefault();
}
