using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Whether a certificate can be served for a name, asked before anything is changed.</summary>
internal static class BindingCertificate
{
    /// <summary>Checks that a server can read and use it today.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="certificates">The store.</param>
    /// <param name="reader">Compares key and certificate.</param>
    /// <param name="reporter">Tells the user.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">What is wrong with it.</exception>
    public static async Task CheckAsync(
        SslCertificate certificate, ICertificateStore certificates, ICertificateReader reader, IReporter reporter, CancellationToken cancellationToken)
    {
        if (certificate.FullChainPath is null) throw SslError.CertificateNotOnDisk(certificate.Name);
        if (certificate.PrivateKeyPath is null) throw SslError.CertificateHasNoKey(certificate.Name);
        if (certificate.Status == SslCertificateStatus.Revoked) throw SslError.CertificateRevoked(certificate.Name);
        if (certificate.Status == SslCertificateStatus.Expired)
            throw SslError.CertificateNotValidNow(certificate.Name, $"it expired on {ValidityPeriod.Text(certificate.NotAfter)}");
        if (certificate.Status == SslCertificateStatus.NotYetValid)
            throw SslError.CertificateNotValidNow(certificate.Name, $"it is not valid before {ValidityPeriod.Text(certificate.NotBefore)}");
        var current = await certificates.FindAsync(certificate.Name, 0, cancellationToken).ConfigureAwait(false);
        if (current is not null && current.FullChainPath != certificate.FullChainPath && current.Version != certificate.Version)
            throw SslError.CertificateNotCurrent(certificate.Name, certificate.Version, current.Version);

        var bundle = certificate.GetBundle();
        if (bundle.PrivateKey is null) throw SslError.CertificateHasNoKey(certificate.Name);
        if (!reader.KeyMatches(bundle.Leaf, bundle.PrivateKey)) throw SslError.KeyMismatch(certificate.Name, certificate.PrivateKeyPath);
        if (certificate.KeyAlgorithm == nameof(SslKeyAlgorithm.Ed25519))
            reporter.Warning($"Web browsers do not accept the Ed25519 certificate '{certificate.Name}'; use P256 for a public web server.");
    }

    /// <summary>Checks that it is for a name.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="hostName">A DNS name in A-labels, or an address.</param>
    /// <exception cref="SslToolsException">CertificateDoesNotCoverName.</exception>
    public static void CheckName(SslCertificate certificate, string hostName)
    {
        if (Covers(certificate, hostName)) return;
        var names = certificate.DnsNames.Concat(certificate.IPAddresses);
        throw SslError.CertificateDoesNotCoverName(hostName, certificate.Name, string.Join(", ", names));
    }

    private static bool Covers(SslCertificate certificate, string hostName) =>
        IPAddress.TryParse(hostName, out var address)
            ? certificate.IPAddresses.Any(a => IPAddress.TryParse(a, out var own) && own.Equals(address))
            : certificate.DnsNames.Any(name => DnsName.Covers(name, hostName));
}
