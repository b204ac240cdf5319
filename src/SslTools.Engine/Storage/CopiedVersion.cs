using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace SslTools.Engine.Storage;

/// <summary>
/// Windows, where links need a privilege: the stable path is a folder with copies of the current version's files.
/// Replacing the small file <c>.current</c> makes a version current; the copies follow, and <c>.copied</c> says that they did.
/// Where a crash came between the two, the next reading copies again.
/// </summary>
internal sealed class CopiedVersion : ICurrentVersion
{
    private const string Current = ".current";
    private const string Copied = ".copied";

    /// <inheritdoc/>
    public int Read(string stable)
    {
        var current = ReadNumber(Path.Combine(stable, Current), out var folder);
        if (current == 0 || ReadNumber(Path.Combine(stable, Copied), out _) == current) return current;
        try
        {
            Copy(stable, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A reader without the right to write; the next writer copies.
        }

        return current;
    }

    /// <inheritdoc/>
    public void Switch(string stable, string versionFolder)
    {
        var current = Encoding.UTF8.GetBytes(versionFolder);
        if (Directory.Exists(stable)) SecureFiles.Replace(Path.Combine(stable, Current), current);
        else CreateWith(current, stable);
        Copy(stable, versionFolder);
    }

    // Nobody ever sees the folder without the file that says which version is current.
    private static void CreateWith(byte[] current, string stable)
    {
        // The write lock makes the name ours; what a killed process left there goes.
        var temporary = Path.Combine(Path.GetDirectoryName(stable)!, "." + Path.GetFileName(stable));
        SecureFiles.Delete(temporary);
        SecureFiles.CreateFolder(temporary);
        SecureFiles.WriteNew(Path.Combine(temporary, Current), current);
        SecureFiles.Rename(temporary, stable);
    }

    private static void Copy(string stable, string versionFolder)
    {
        var files = Directory.GetFiles(versionFolder);
        foreach (var file in files) SecureFiles.Replace(Path.Combine(stable, Path.GetFileName(file)), File.ReadAllBytes(file));
        foreach (var old in Directory.GetFiles(stable).Where(f => !Path.GetFileName(f).StartsWith(".", StringComparison.Ordinal)))
        {
            if (!files.Any(f => Path.GetFileName(f) == Path.GetFileName(old))) File.Delete(old);
        }

        SecureFiles.Replace(Path.Combine(stable, Copied), Encoding.UTF8.GetBytes(versionFolder));
    }

    private static int ReadNumber(string path, out string folder)
    {
        folder = "";
        try
        {
            folder = File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return 0;
        }

        return int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
    }
}
