using System.Collections.Generic;
using System.IO;
using System.Linq;
using SslTools.Engine.Cryptography;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Running;

/// <summary>
/// Copies of a certificate and its key for a server that runs as another account than the one that owns the store, and so
/// can't read the key there.
/// </summary>
internal sealed class ReadableCopy
{
    private ReadableCopy(string certificatePath, string privateKeyPath, IReadOnlyList<FileEdit> edits, IReadOnlyList<string> paths)
    {
        CertificatePath = certificatePath;
        PrivateKeyPath = privateKeyPath;
        Edits = edits;
        Paths = paths;
    }

    /// <summary>The chain's file for the server.</summary>
    public string CertificatePath { get; }

    /// <summary>The key's file for the server.</summary>
    public string PrivateKeyPath { get; }

    /// <summary>What is to be written; none where the copies are as they shall be, or none are needed.</summary>
    public IReadOnlyList<FileEdit> Edits { get; }

    /// <summary>The copies; none where the server reads the store itself.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Decides where the server reads the certificate.</summary>
    /// <param name="request">The request.</param>
    /// <param name="folder">The folder for copies.</param>
    /// <param name="owner">The account of the server; null where it can read the store.</param>
    /// <returns>The place.</returns>
    public static ReadableCopy For(BindingRequest request, string folder, string? owner)
    {
        if (owner is null || request.Bundle is not { PrivateKey: { } key } bundle) return new(request.CertificatePath, request.PrivateKeyPath, [], []);
        var certificatePath = Path.Combine(folder, request.CertificateName + ".crt");
        var keyPath = Path.Combine(folder, request.CertificateName + ".key");
        FileEdit[] edits =
        [
            new(certificatePath, Now(certificatePath), Pem.Write("CERTIFICATE", [bundle.Leaf, .. bundle.Chain])),
            new(keyPath, Now(keyPath), Pem.Write("PRIVATE KEY", key)) { IsPrivate = true, Owner = owner },
        ];
        return new(certificatePath, keyPath, edits.Where(edit => !edit.IsAfter(edit.Before)).ToList(), [certificatePath, keyPath]);
    }

    /// <summary>Takes away copies that nothing names any more.</summary>
    /// <param name="paths">The copies.</param>
    /// <param name="named">Whether the configuration still names one.</param>
    /// <returns>The deletions.</returns>
    public static IEnumerable<FileEdit> Remove(IEnumerable<string> paths, System.Func<string, bool> named) =>
        paths.Distinct().Where(path => !named(path) && File.Exists(path)).Select(path => new FileEdit(path, ConfigurationFile.Read(path), null) { IsPrivate = true });

    private static byte[]? Now(string path) => File.Exists(path) ? ConfigurationFile.Read(path) : null;
}
