using System.Collections.Generic;
using System.IO;
using System.Linq;

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
        if (owner is null || request.Bundle is not { PrivateKey: not null } bundle) return new(request.CertificatePath, request.PrivateKeyPath, [], []);
        var certificatePath = Path.Combine(folder, request.CertificateName + ".crt");
        var keyPath = Path.Combine(folder, request.CertificateName + ".key");
        FileEdit?[] edits =
        [
            DeployedFile.Write(certificatePath, DeployedFile.FullChain(bundle), false, null),
            DeployedFile.Write(keyPath, DeployedFile.PrivateKey(bundle), true, owner),
        ];
        return new(certificatePath, keyPath, edits.OfType<FileEdit>().ToList(), [certificatePath, keyPath]);
    }
}
