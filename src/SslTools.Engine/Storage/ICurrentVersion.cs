namespace SslTools.Engine.Storage;

/// <summary>
/// How the current version of an entry shows under a path that never changes. One step makes a version current;
/// before it the old one is whole, after it the new one is.
/// </summary>
internal interface ICurrentVersion
{
    /// <summary>Reads which version is current.</summary>
    /// <param name="stable">The path that never changes.</param>
    /// <returns>The version, or 0 for none.</returns>
    int Read(string stable);

    /// <summary>Makes a version current.</summary>
    /// <param name="stable">The path that never changes.</param>
    /// <param name="versionFolder">The version's folder, its name being the number.</param>
    void Switch(string stable, string versionFolder);
}
