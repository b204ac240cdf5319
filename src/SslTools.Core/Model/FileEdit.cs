namespace SslTools;

/// <summary>A file of a server's configuration before and after a change.</summary>
/// <param name="Path">The file itself; symbolic links are resolved.</param>
/// <param name="Before">Its content when the change was planned.</param>
/// <param name="After">Its content afterwards.</param>
public sealed record FileEdit(string Path, byte[] Before, byte[] After);
