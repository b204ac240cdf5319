using System;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Finds certificates of the platform in a store.</summary>
public static class StoredCertificates
{
    /// <summary>Finds the stored certificate that is the same.</summary>
    /// <param name="certificates">The store's certificates.</param>
    /// <param name="certificate">The platform's object.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The stored certificate.</returns>
    /// <exception cref="SslToolsException">CertificateNotImported.</exception>
    public static async Task<SslCertificate> FindAsync(ICertificateStore certificates, X509Certificate2 certificate, CancellationToken cancellationToken)
    {
        foreach (var name in await certificates.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                if (await certificates.FindAsync(name, 0, cancellationToken).ConfigureAwait(false) is { } stored
                    && stored.Thumbprint.Equals(certificate.Thumbprint, StringComparison.OrdinalIgnoreCase)) return stored;
            }
            catch (SslToolsException e) when (e.ErrorId is "CorruptEntry" or "EntryNotReadable")
            {
                // A damaged entry is not the one.
            }
        }

        throw SslError.CertificateNotImported(certificate.Subject, certificates.Location);
    }
}
