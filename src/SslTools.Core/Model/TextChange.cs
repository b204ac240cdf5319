namespace SslTools;

/// <summary>One place of a configuration file that was changed, so that it can be undone later, whatever else changed meanwhile.</summary>
/// <param name="Path">The file itself; symbolic links are resolved.</param>
/// <param name="Before">What stood there; empty where text was inserted. One character a byte.</param>
/// <param name="After">What stands there now, never empty. One character a byte.</param>
public sealed record TextChange(string Path, string Before, string After);
