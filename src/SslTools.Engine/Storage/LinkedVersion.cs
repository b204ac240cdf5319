using System.Globalization;
using System.IO;
using System.Linq;

namespace SslTools.Engine.Storage;

/// <summary>Unix: the stable path is a symbolic link to the current version's folder, replaced by one rename.</summary>
internal sealed class LinkedVersion : ICurrentVersion
{
    /// <inheritdoc/>
    public int Read(string stable)
    {
        var target = Posix.ReadLink(stable);
        return int.TryParse(target?.Substring(target.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
    }

    /// <inheritdoc/>
    public void Switch(string stable, string versionFolder)
    {
        var folder = Path.GetDirectoryName(stable)!;

        // The write lock makes the name ours; what a killed process left there goes.
        var temporary = Path.Combine(folder, "." + Path.GetFileName(stable));
        SecureFiles.Delete(temporary);
        Posix.Link(Relative(folder, versionFolder), temporary);
        Posix.Rename(temporary, stable);
        Posix.FlushFolder(folder);
    }

    // Relative, so that a store can be moved or mounted elsewhere.
    private static string Relative(string from, string to)
    {
        var a = from.Split('/');
        var b = to.Split('/');
        var common = a.Zip(b, (x, y) => x == y).TakeWhile(same => same).Count();
        return string.Join("/", Enumerable.Repeat("..", a.Length - common).Concat(b.Skip(common)));
    }
}
