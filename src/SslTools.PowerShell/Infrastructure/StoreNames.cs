using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Infrastructure;

/// <summary>Names of store entries as users give them: exact, or with PowerShell's wildcards.</summary>
internal static class StoreNames
{
    /// <summary>The names that a pattern selects.</summary>
    /// <param name="pattern">A name, or a pattern; a pattern may select nothing.</param>
    /// <param name="list">Lists the names there are.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The names; a name without wildcards is given back checked, whether it exists or not.</returns>
    /// <exception cref="SslToolsException">InvalidName.</exception>
    public static async Task<IReadOnlyList<string>> MatchAsync(
        string pattern, Func<CancellationToken, Task<IReadOnlyList<string>>> list, CancellationToken cancellationToken)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(pattern)) return [StoreName.Parse(pattern)];
        var wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
        return (await list(cancellationToken)).Where(wildcard.IsMatch).ToList();
    }
}
