using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services;

/// <summary>Under which names the ledger keeps what.</summary>
public static class LedgerNames
{
    private const int MaxReadable = 60;

    // Second-level labels under which countries give out names: example.co.uk is registered, co.uk is not.
    private static readonly HashSet<string> SecondLevel = new(StringComparer.Ordinal)
    {
        "ac", "co", "com", "edu", "gob", "gov", "gv", "ltd", "mil", "ne", "net", "nom", "or", "org", "plc", "sch",
    };

    /// <summary>The document of an account.</summary>
    /// <param name="server">The CA.</param>
    /// <param name="account">The account's name.</param>
    /// <returns>A name of the store.</returns>
    public static string OfAccount(AcmeServer server, string account) => Name($"{Digest(server.Directory.AbsoluteUri)}-account-{account}");

    /// <summary>The document of a registered domain.</summary>
    /// <param name="server">The CA.</param>
    /// <param name="domain">The domain.</param>
    /// <returns>A name of the store.</returns>
    public static string OfDomain(AcmeServer server, string domain) => Name($"{Digest(server.Directory.AbsoluteUri)}-domain-{domain}");

    /// <summary>One text for a set of identifiers, whatever their order.</summary>
    /// <param name="identifiers">The identifiers.</param>
    /// <returns>A digest.</returns>
    public static string Set(IEnumerable<AcmeIdentifier> identifiers) =>
        Digest(string.Join(" ", identifiers.Select(identifier => identifier.Value).OrderBy(value => value, StringComparer.Ordinal)));

    /// <summary>
    /// The registered domain of an identifier, by a rule of thumb: two labels, or three under a country's second level. A CA
    /// goes by the public suffix list, which is too large and changes too often to carry along for a forecast.
    /// </summary>
    /// <param name="identifier">The identifier.</param>
    /// <returns>A domain; an address itself.</returns>
    public static string RegisteredDomain(AcmeIdentifier identifier)
    {
        if (identifier.IsAddress) return identifier.Value;
        var labels = identifier.Value.Split('.').Where(label => label != "*").ToArray();
        var count = labels.Length > 2 && labels[labels.Length - 1].Length == 2 && SecondLevel.Contains(labels[labels.Length - 2]) ? 3 : 2;
        return string.Join(".", labels.Skip(Math.Max(0, labels.Length - count)));
    }

    // Readable for a person who looks into the folder, and unique by the digest where it had to be shortened.
    private static string Name(string text)
    {
        var readable = new string(text.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' ? c : '-').ToArray()).Trim('.', '-');
        return readable.Length <= MaxReadable && readable == text ? readable : $"{readable.Substring(0, Math.Min(MaxReadable, readable.Length)).TrimEnd('.', '-')}-{Digest(text)}";
    }

    private static string Digest(string text) => ShortDigest.Of(text, 6);
}
