using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace SslTools.Engine.Storage;

/// <summary>Where things lie in a store's folder. Every name is checked here, so none leads out of it.</summary>
/// <param name="Root">The store's folder, a full path.</param>
internal sealed record StoreLayout(string Root)
{
    /// <summary>What is to be deleted is renamed into here first.</summary>
    public string Trash => Path.Combine(Root, "trash");

    /// <summary>The folder with the stable paths of a collection.</summary>
    /// <param name="collection">The collection.</param>
    /// <returns>A full path.</returns>
    public string Collection(string collection) => Path.Combine(Root, StoreName.Parse(collection));

    /// <summary>The path of an entry that never changes.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="name">The name.</param>
    /// <returns>A full path.</returns>
    public string Stable(string collection, string name) => Path.Combine(Collection(collection), StoreName.Parse(name));

    /// <summary>The folder with the versions of an entry.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="name">The name.</param>
    /// <returns>A full path.</returns>
    public string Versions(string collection, string name) =>
        Path.Combine(Root, "versions", StoreName.Parse(collection), StoreName.Parse(name));

    /// <summary>The folder of one version.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="name">The name.</param>
    /// <param name="version">The version.</param>
    /// <returns>A full path.</returns>
    public string Version(string collection, string name, int version) =>
        Path.Combine(Versions(collection, name), version.ToString(CultureInfo.InvariantCulture));

    /// <summary>The lock file of a name.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="name">The name.</param>
    /// <returns>A full path.</returns>
    public string Lock(string collection, string name) =>
        Path.Combine(Root, "locks", StoreName.Parse(collection), StoreName.Parse(name));

    /// <summary>The versions of an entry, ascending.</summary>
    /// <param name="versions">The folder with them.</param>
    /// <returns>The numbers.</returns>
    public static IReadOnlyList<int> Numbers(string versions) =>
        !Directory.Exists(versions) ? [] : Directory.EnumerateDirectories(versions)
            .Select(f => int.TryParse(Path.GetFileName(f), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0)
            .Where(n => n > 0).OrderBy(n => n).ToList();
}
