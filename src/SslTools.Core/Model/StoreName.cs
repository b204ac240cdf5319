using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace SslTools;

/// <summary>Names in the store: each becomes a folder's name on any file system, and never leads out of the store.</summary>
public static class StoreName
{
    private const int MaxLength = 120;

    private static readonly Regex Allowed = new("^[a-z0-9_][a-z0-9._-]*$", RegexOptions.CultureInvariant);

    // Device names are reserved on Windows, with any extension.
    private static readonly Regex Reserved = new("^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\.|$)", RegexOptions.CultureInvariant);

    /// <summary>Checks a name that the user gave.</summary>
    /// <param name="name">Letters, digits, '.', '-' and '_'; case does not matter.</param>
    /// <returns>The name in lower case.</returns>
    /// <exception cref="SslToolsException">InvalidName: what is wrong with it.</exception>
    public static string Parse(string name)
    {
        if (string.IsNullOrWhiteSpace(name)) throw SslError.InvalidName(name ?? "", "it is empty");
        var lower = name.ToLowerInvariant();
        if (lower.Length > MaxLength) throw SslError.InvalidName(name, $"it is longer than {MaxLength} characters");
        if (lower.IndexOfAny(['/', '\\']) >= 0) throw SslError.InvalidName(name, "it has a path separator");
        if (lower.Contains("..")) throw SslError.InvalidName(name, "it has '..'");
        if (!Allowed.IsMatch(lower))
            throw SslError.InvalidName(name, "only letters, digits, '.', '-' and '_' are allowed, and it begins with a letter, a digit or '_'");
        if (lower.EndsWith(".", StringComparison.Ordinal)) throw SslError.InvalidName(name, "it ends with '.'");
        if (Reserved.IsMatch(lower)) throw SslError.InvalidName(name, "Windows reserves it for a device");
        return lower;
    }

    /// <summary>The name that a certificate gets when the user gives none: its first identifier, made fit for a folder.</summary>
    /// <param name="names">The identifiers.</param>
    /// <returns>For example <c>shop.example.com</c>, <c>_.example.com</c> for a wildcard, <c>ip-10.0.0.1</c>.</returns>
    public static string FromSubject(SubjectNames names)
    {
        var first = names.First;
        if (names.DnsNames.Count == 0) return "ip-" + string.Concat(first.Select(c => c == ':' ? '-' : c)).ToLowerInvariant();
        var name = first.StartsWith("*.", StringComparison.Ordinal) ? "_" + first.Substring(1) : first;
        return name.Length <= MaxLength ? name : name.Substring(0, MaxLength).TrimEnd('.', '-');
    }
}
