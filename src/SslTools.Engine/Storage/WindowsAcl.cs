using System.Linq;
using System.Text.RegularExpressions;

namespace SslTools.Engine.Storage;

/// <summary>Access control lists in Windows' text form (MS-DTYP section 2.5.1).</summary>
public static class WindowsAcl
{
    // (type;flags;rights;object;inherited object;account): an entry that allows, with any right.
    private static readonly Regex Allowed = new(@"\((?:A|OA|XA);[^;]*;[^;]*;[^;]*;[^;]*;(?<account>[^;)]+)", RegexOptions.CultureInvariant);

    private static readonly (string Account, string Name)[] Open =
    [
        ("WD", "Everyone"), ("S-1-1-0", "Everyone"),
        ("AN", "Anonymous"), ("BG", "Guests"),
        ("AU", "Authenticated Users"), ("IU", "Interactive"), ("NU", "Network"),
        ("BU", "Users"), ("DU", "Domain Users"),
    ];

    /// <summary>Whether a list lets more than single accounts in.</summary>
    /// <param name="acl">The list, with its DACL.</param>
    /// <returns>Whom, or null.</returns>
    public static string? FindExposure(string acl)
    {
        // No list at all lets everyone in.
        if (!acl.Contains("D:") || acl.Contains("NO_ACCESS_CONTROL")) return "access for Everyone";
        var accounts = Allowed.Matches(acl).Cast<Match>().Select(m => m.Groups["account"].Value).ToList();
        var open = Open.Where(o => accounts.Contains(o.Account)).Select(o => o.Name).ToList();
        return open.Count == 0 ? null : "access for " + string.Join(", ", open);
    }
}
