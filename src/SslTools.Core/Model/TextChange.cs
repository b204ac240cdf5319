namespace SslTools;

/// <summary>
/// One place of a site's configuration that was changed, so that it can be undone later. Undoing all changes in reverse
/// order gives the original text; where someone edited the site since, the place is found by what it says.
/// </summary>
/// <param name="Path">The file itself; symbolic links are resolved.</param>
/// <param name="Before">What stood there; empty where text was inserted. One character a byte.</param>
/// <param name="After">What stands there now, never empty. One character a byte.</param>
/// <param name="Occurrence">How often <paramref name="After"/> stands in the site before this place.</param>
public sealed record TextChange(string Path, string Before, string After, int Occurrence)
{
    /// <summary>Whether other sites need it too, such as a line that has the server listen on the port: it is handed on to each of them, and undone with the last.</summary>
    public bool IsShared { get; init; }
}
