using System;
using System.Linq;

namespace SslTools.Engine.Cryptography.Validation;

/// <summary>How names must be written to mean anything.</summary>
internal static class NameSyntax
{
    /// <summary>A host name in the preferred syntax (RFC 1034 section 3.5, RFC 1123 section 2.1), which an address is not.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True when it is one.</returns>
    public static bool IsHost(string name)
    {
        if (name.Length is 0 or > 253) return false;
        var labels = name.Split('.');
        return labels.All(IsLabel) && !labels[labels.Length - 1].All(char.IsDigit);
    }

    /// <summary>A host name, or a wildcard for its whole leftmost label (RFC 9525 section 6.3).</summary>
    /// <param name="name">The name.</param>
    /// <returns>True when it is one.</returns>
    public static bool IsHostOrWildcard(string name) =>
        name.StartsWith("*.", StringComparison.Ordinal) ? name.Length <= 253 && IsHost(name.Substring(2)) : IsHost(name);

    /// <summary>A mailbox: a dot-string or quoted string, and a host (RFC 5321 section 4.1.2).</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <returns>True when it is one.</returns>
    public static bool IsMailbox(string mailbox)
    {
        var at = mailbox.LastIndexOf('@');
        return at is > 0 and <= 64 && IsLocalPart(mailbox.Substring(0, at)) && IsHost(mailbox.Substring(at + 1));
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[label.Length - 1] != '-'
        && label.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-');

    private static bool IsLocalPart(string local) =>
        local[0] == '"' ? IsQuoted(local) : local.Split('.').All(atom => atom.Length > 0 && atom.All(IsAtom));

    private static bool IsQuoted(string local)
    {
        if (local.Length < 2 || local[local.Length - 1] != '"') return false;
        for (var i = 1; i < local.Length - 1; i++)
        {
            if (local[i] == '\\') i++;
            else if (local[i] == '"') return false;
            if (i >= local.Length - 1 || local[i] is < ' ' or > '~') return false;
        }

        return true;
    }

    private static bool IsAtom(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') || "!#$%&'*+-/=?^_`{|}~".IndexOf(c) >= 0;
}
