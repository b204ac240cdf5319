using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>A platform that takes certificates of one's own. The same promises as <see cref="ISslPlatform"/>.</summary>
public interface ICustomSslPlatform : ISslPlatform
{
    /// <summary>The custom certificates of an environment.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The certificates.</returns>
    Task<IReadOnlyList<PlatformCertificate>> ListCertificatesAsync(SslEnvironment environment, CancellationToken cancellationToken);

    /// <summary>Installs a certificate, in place of one that is bound to the same domains.</summary>
    /// <param name="environment">The environment, just read.</param>
    /// <param name="order">The certificate, checked.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    Task InstallCertificateAsync(SslEnvironment environment, PlatformCertificateOrder order, CancellationToken cancellationToken);

    /// <summary>Removes a certificate; one that is bound is unbound first.</summary>
    /// <param name="environment">The environment, just read.</param>
    /// <param name="certificate">One of <see cref="ListCertificatesAsync"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    Task RemoveCertificateAsync(SslEnvironment environment, PlatformCertificate certificate, CancellationToken cancellationToken);
}
