using System;
using System.Collections.Generic;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Signing certificates of local CAs, read once for a whole pipeline.</summary>
internal sealed class SignerCache
{
    private readonly Dictionary<string, Signer> _signers = new(StringComparer.OrdinalIgnoreCase);
    private readonly IAuthorityStore _authorities;
    private readonly ICertificateReader _reader;

    /// <summary>Makes an empty cache.</summary>
    /// <param name="authorities">The authorities.</param>
    /// <param name="reader">Reads certificates.</param>
    public SignerCache(IAuthorityStore authorities, ICertificateReader reader)
    {
        _authorities = authorities;
        _reader = reader;
    }

    /// <summary>The signer of an authority.</summary>
    /// <param name="authority">Its name.</param>
    /// <param name="passphrase">Opens the root key where there is no intermediate.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The signer.</returns>
    public async Task<Signer> GetAsync(string authority, SecureString? passphrase, CancellationToken cancellationToken)
    {
        if (_signers.TryGetValue(authority, out var known)) return known;
        var bundle = await _authorities.GetSignerAsync(authority, passphrase, cancellationToken).ConfigureAwait(false);

        // A server sends the intermediate and leaves out the root (RFC 8446 section 4.4.2).
        var description = _reader.Describe(bundle.Leaf);
        var isRoot = description.Subject == description.Issuer;
        var signer = new Signer(bundle, isRoot ? [] : [bundle.Leaf]);
        _signers[authority] = signer;
        return signer;
    }

    /// <summary>A signing certificate with its key, and the chain that its certificates are served with.</summary>
    /// <param name="Bundle">Certificate and key.</param>
    /// <param name="Chain">DER.</param>
    internal sealed record Signer(CertificateBundle Bundle, IReadOnlyList<byte[]> Chain);
}
