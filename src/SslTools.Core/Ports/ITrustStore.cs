using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>
/// A place where programs look for trusted roots. One file per kind under Engine/Trust; each is found by reflection.
/// A root is told by its whole certificate, never by its name alone. The service asks for the state first, so a change
/// is only ever called where there is something to do; a change that fails leaves the store as it was. Exceptions of
/// the file system and of the platform's own stores may be let through: the service explains them.
/// </summary>
public interface ITrustStore
{
    /// <summary>The name for -TrustStore: System, Nss, Java, ... Stores of different platforms may share one.</summary>
    string Name { get; }

    /// <summary>The stores of this kind on this machine (a kind may have several, such as one NSS database per profile).</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Each store; empty where the machine has none. A store that can't be changed says why.</returns>
    Task<IReadOnlyList<TrustStoreLocation>> LocateAsync(CancellationToken cancellationToken);

    /// <summary>What the store holds of the root; changes nothing.</summary>
    /// <param name="location">One of <see cref="LocateAsync"/>.</param>
    /// <param name="root">The root.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The state.</returns>
    /// <exception cref="SslToolsException">TrustStoreFailed, with the tool's own words.</exception>
    Task<TrustState> GetStateAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken);

    /// <summary>Makes the root trusted.</summary>
    /// <param name="location">One of <see cref="LocateAsync"/>, whose <see cref="TrustStoreLocation.Unavailable"/> is null.</param>
    /// <param name="root">The root.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">TrustStoreFailed, with the tool's own words.</exception>
    Task InstallAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken);

    /// <summary>Removes the root, and nothing else.</summary>
    /// <param name="location">One of <see cref="LocateAsync"/>, whose <see cref="TrustStoreLocation.Unavailable"/> is null.</param>
    /// <param name="root">The root.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">TrustStoreFailed, with the tool's own words.</exception>
    Task UninstallAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken);
}
