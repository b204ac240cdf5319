using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>
/// A place where programs look for trusted roots. One file per kind under Engine/Trust; each is found by reflection.
/// Both changes are idempotent. A change first plans, so that -WhatIf can show it.
/// </summary>
public interface ITrustStore
{
    /// <summary>The name for -TrustStore: System, Nss, Java, ...</summary>
    string Name { get; }

    /// <summary>The stores of this kind on this machine (a kind may have several, such as one NSS database per profile).</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Each store; empty where the machine has none. A store that can't be changed says why.</returns>
    Task<IReadOnlyList<TrustStoreLocation>> LocateAsync(CancellationToken cancellationToken);

    /// <summary>Whether the root is trusted there already.</summary>
    /// <param name="location">One of <see cref="LocateAsync"/>.</param>
    /// <param name="root">The root.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>True when it is.</returns>
    Task<bool> ContainsAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken);

    /// <summary>Adds the root.</summary>
    /// <param name="location">One of <see cref="LocateAsync"/>.</param>
    /// <param name="root">The root.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">TrustStoreFailed, with the tool's own words.</exception>
    Task InstallAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken);

    /// <summary>Removes the root.</summary>
    /// <param name="location">One of <see cref="LocateAsync"/>.</param>
    /// <param name="root">The root.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">TrustStoreFailed, with the tool's own words.</exception>
    Task UninstallAsync(TrustStoreLocation location, SslCertificateAuthority root, CancellationToken cancellationToken);
}
