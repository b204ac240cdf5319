using System.Collections.Generic;
using System.Security;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>The local certificate authorities of a store.</summary>
public interface IAuthorityStore
{
    /// <summary>Where the store is, for messages.</summary>
    string Location { get; }

    /// <summary>The names of all authorities, sorted.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The names.</returns>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Finds an authority.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The authority, or null.</returns>
    /// <exception cref="SslToolsException">CorruptEntry.</exception>
    Task<SslCertificateAuthority?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Keeps an authority; its root key is encrypted first, or left out.</summary>
    /// <param name="name">The name.</param>
    /// <param name="material">Certificates and keys.</param>
    /// <param name="template">What it was made from.</param>
    /// <param name="passphrase">Protects the root key; null: the root key is thrown away.</param>
    /// <param name="replace">Whether an existing one is replaced.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The stored authority.</returns>
    /// <exception cref="SslToolsException">AlreadyExists, EmptyPassphrase, StoreNotUsable, WriteFailed.</exception>
    Task<SslCertificateAuthority> SaveAsync(
        string name, AuthorityMaterial material, AuthorityTemplate template, SecureString? passphrase, bool replace,
        CancellationToken cancellationToken);

    /// <summary>The certificate and key that sign, with the chain that a leaf needs (RFC 8446: without the root).</summary>
    /// <param name="name">The name.</param>
    /// <param name="passphrase">Opens the root key; only needed where there is no intermediate.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The signing certificate as leaf, its own issuers except the root as chain, and its key.</returns>
    /// <exception cref="SslToolsException">NotFound, PassphraseRequired, WrongPassphrase, CorruptEntry.</exception>
    Task<CertificateBundle> GetSignerAsync(string name, SecureString? passphrase, CancellationToken cancellationToken);
}
