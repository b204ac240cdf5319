using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services;

/// <summary>Names as users and other tools list them: separated by commas, semicolons or white space.</summary>
public static class NameList
{
    private static readonly char[] Separators = [',', ';', ' ', '\t', '\r', '\n'];

    /// <summary>Splits.</summary>
    /// <param name="texts">Texts with one name or several.</param>
    /// <returns>The names, in order.</returns>
    public static IReadOnlyList<string> Split(IEnumerable<string?>? texts) =>
        (texts ?? []).SelectMany(text => (text ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries)).ToList();
}
