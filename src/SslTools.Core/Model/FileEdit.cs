using System.Linq;

namespace SslTools;

/// <summary>A file of a server before and after a change.</summary>
/// <param name="Path">The file itself; symbolic links are resolved.</param>
/// <param name="Before">Its content when the change was planned; null where there was no file.</param>
/// <param name="After">Its content afterwards; null where the file goes.</param>
public sealed record FileEdit(string Path, byte[]? Before, byte[]? After)
{
    /// <summary>Whether it holds a private key: then its content is never shown, and a new file is readable by its owner alone.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>The account that a new file is for, where the server does not run as the account that writes it; null for the latter. Not used on Windows.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether a file is as it was.</summary>
    /// <param name="now">Its content, or null where there is none.</param>
    /// <returns>True when it is.</returns>
    public bool IsBefore(byte[]? now) => Same(now, Before);

    /// <summary>Whether a file is as it shall be.</summary>
    /// <param name="now">Its content, or null where there is none.</param>
    /// <returns>True when it is.</returns>
    public bool IsAfter(byte[]? now) => Same(now, After);

    private static bool Same(byte[]? a, byte[]? b) => a is null || b is null ? a is null && b is null : a.SequenceEqual(b);
}
