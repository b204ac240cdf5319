using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using SslTools.Ports;
using SslTools.Services.Health;

namespace SslTools.Infrastructure;

/// <summary>Certificates that users give as files or as objects of any kind.</summary>
internal static class CertificateFiles
{
    /// <summary>The files that a path with wildcards selects.</summary>
    /// <param name="cmdlet">Whose location and drives.</param>
    /// <param name="pattern">As typed.</param>
    /// <returns>Full paths.</returns>
    /// <exception cref="SslToolsException">NotAFilePath, CertificateFileNotReadable.</exception>
    public static IReadOnlyList<string> ResolveFiles(this PSCmdlet cmdlet, string pattern)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(pattern)) return [cmdlet.ResolveFile(pattern)];
        try
        {
            var paths = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(pattern, out var provider);
            if (provider.Name == "FileSystem") return paths.Where(path => !Directory.Exists(path)).ToList();
        }
        catch (System.Exception e) when (e is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            // The error below says it.
        }
        catch (ItemNotFoundException e)
        {
            throw SslError.CertificateFileNotReadable(pattern, "there is no such folder", e);
        }

        throw SslError.NotAFilePath(pattern);
    }

    /// <summary>The trust anchors in what a user gave: files with certificates, authorities, certificates.</summary>
    /// <param name="cmdlet">Whose location and drives.</param>
    /// <param name="values">As given.</param>
    /// <param name="reader">Reads certificates.</param>
    /// <returns>DER.</returns>
    /// <exception cref="SslToolsException">NotATrustAnchor, NotAFilePath, CertificateFileNotReadable, MalformedCertificate.</exception>
    public static IReadOnlyList<byte[]> ReadAnchors(this PSCmdlet cmdlet, IEnumerable<object> values, ICertificateReader reader) => values
        .Select(value => value is PSObject wrapped ? wrapped.BaseObject : value)
        .SelectMany(value => value switch
        {
            string path => cmdlet.ResolveFiles(path).SelectMany(file => CertificateFile.Read(file, reader)),
            FileInfo file => CertificateFile.Read(file.FullName, reader),
            SslCertificateAuthority authority => [authority.RootCertificate],
            SslCertificate certificate => [certificate.GetBundle().Leaf],
            X509Certificate2 certificate => [certificate.RawData],
            _ => throw SslError.NotATrustAnchor(value.GetType().Name),
        }).ToList();
}
