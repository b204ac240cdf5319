using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.Cryptography;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Running;

/// <summary>Files made from a certificate for a server that can't read the store, or wants a form that the store does not have.</summary>
internal static class DeployedFile
{
    /// <summary>The certificate and its issuers.</summary>
    /// <param name="bundle">The certificate.</param>
    /// <returns>PEM.</returns>
    public static byte[] FullChain(CertificateBundle bundle) => Pem.Write(Pem.Certificate, [bundle.Leaf, .. bundle.Chain]);

    /// <summary>The key.</summary>
    /// <param name="bundle">The certificate, with its key.</param>
    /// <returns>PEM. Secret.</returns>
    public static byte[] PrivateKey(CertificateBundle bundle) => Pem.Write(Pem.PrivateKey, bundle.PrivateKey!);

    /// <summary>The certificate, its issuers and the key.</summary>
    /// <param name="bundle">The certificate, with its key.</param>
    /// <returns>PEM without empty lines. Secret.</returns>
    public static byte[] Combined(CertificateBundle bundle) => [.. FullChain(bundle), .. PrivateKey(bundle)];

    /// <summary>Plans a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its content.</param>
    /// <param name="isPrivate">Whether it holds the key.</param>
    /// <param name="owner">The account it is for; null for the one that writes it.</param>
    /// <returns>The edit; null where the file is as it shall be.</returns>
    public static FileEdit? Write(string path, byte[] content, bool isPrivate, string? owner)
    {
        var edit = new FileEdit(path, ConfigurationFile.ReadIfThere(path), content) { IsPrivate = isPrivate, Owner = owner };
        return edit.IsAfter(edit.Before) ? null : edit;
    }

    /// <summary>Plans the removal of files that nothing names any more.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="isNamed">Whether the configuration still names one.</param>
    /// <returns>The edits; none for files that are not there.</returns>
    public static IEnumerable<FileEdit> Remove(IEnumerable<string> paths, Func<string, bool> isNamed) =>
        paths.Distinct().Where(path => !isNamed(path)).Select(path => new FileEdit(path, ConfigurationFile.ReadIfThere(path), null) { IsPrivate = true })
            .Where(edit => edit.Before is not null);
}
