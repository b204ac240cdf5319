using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services;

/// <summary>Contacts of an account, as URLs (RFC 8555 section 7.1.2).</summary>
public static class AcmeContacts
{
    private const string Mail = "mailto:";

    /// <summary>Makes URLs of what a user types.</summary>
    /// <param name="contacts">Mail addresses, or URLs.</param>
    /// <returns>URLs, each once.</returns>
    /// <exception cref="SslToolsException">InvalidContact.</exception>
    public static IReadOnlyList<string> Normalize(IEnumerable<string> contacts) =>
        contacts.Select(Normalize).Distinct(StringComparer.OrdinalIgnoreCase).ToList();

    private static string Normalize(string contact)
    {
        var text = contact.Trim();
        if (text.StartsWith(Mail, StringComparison.OrdinalIgnoreCase)) text = text.Substring(Mail.Length);
        else if (text.IndexOf('@') < 0) return IsUrl(text) ? text : throw SslError.InvalidContact(contact);

        // One addr-spec and no header fields (section 7.3).
        var at = text.LastIndexOf('@');
        if (at <= 0 || at == text.Length - 1 || text.Any(c => c is ',' or ';' or '?' or '<' or '>' || char.IsWhiteSpace(c) || char.IsControl(c)))
            throw SslError.InvalidContact(contact);
        return Mail + text;
    }

    private static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && !url.IsFile && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
