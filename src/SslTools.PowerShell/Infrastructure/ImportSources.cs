using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;

namespace SslTools.Infrastructure;

/// <summary>Paths from which certificates are read: files, folders, and certificates on the Cert: drive.</summary>
internal sealed class ImportSources
{
    private readonly PSCmdlet _cmdlet;

    /// <summary>Makes the list.</summary>
    /// <param name="cmdlet">Whose location and drives.</param>
    public ImportSources(PSCmdlet cmdlet) => _cmdlet = cmdlet;

    /// <summary>Paths in the file system.</summary>
    public List<string> Files { get; } = [];

    /// <summary>Certificates of the platform.</summary>
    public List<X509Certificate2> Certificates { get; } = [];

    /// <summary>Adds what a path names.</summary>
    /// <param name="path">As typed.</param>
    /// <param name="literal">Whether wildcards are plain characters.</param>
    /// <exception cref="SslToolsException">FileNotFound, NotAFilePath.</exception>
    public void Add(string path, bool literal)
    {
        try
        {
            var items = literal ? _cmdlet.InvokeProvider.Item.Get([path], false, true) : _cmdlet.InvokeProvider.Item.Get([path], true, false);
            if (items.Count == 0) throw SslError.FileNotFound(path);
            foreach (var item in items.Select(item => item.BaseObject))
            {
                if (item is System.IO.FileSystemInfo file) Files.Add(file.FullName);
                else if (item is X509Certificate2 certificate) Certificates.Add(certificate);
                else throw SslError.NotAFilePath(path);
            }
        }
        catch (System.Exception e) when (e is ItemNotFoundException or DriveNotFoundException or ProviderNotFoundException)
        {
            throw SslError.FileNotFound(path);
        }
    }

    /// <summary>The files that paths name.</summary>
    /// <param name="cmdlet">Whose location and drives.</param>
    /// <param name="paths">As typed; wildcards allowed.</param>
    /// <returns>Full paths.</returns>
    /// <exception cref="SslToolsException">FileNotFound, NotAFilePath.</exception>
    public static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, IEnumerable<string> paths)
    {
        var sources = new ImportSources(cmdlet);
        foreach (var path in paths) sources.Add(path, !WildcardPattern.ContainsWildcardCharacters(path));
        return sources.Certificates.Count == 0 ? sources.Files : throw SslError.NotAFilePath(sources.Certificates[0].Subject);
    }
}
