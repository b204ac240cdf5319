using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services.Import;

/// <summary>Finds the private key of a certificate: among the files, in the requests that wait, in the certificates of the store.</summary>
internal sealed class KeySearch
{
    private readonly Dictionary<string, HeapKey> _files;
    private readonly IRequestStore _requests;
    private readonly ICertificateStore _certificates;
    private readonly ICertificateReader _reader;
    private Dictionary<string, string>? _waiting;

    public KeySearch(IEnumerable<HeapKey> files, IRequestStore requests, ICertificateStore certificates, ICertificateReader reader)
    {
        _files = files.GroupBy(key => key.PublicKeyFingerprint).ToDictionary(group => group.Key, group => group.First());
        _requests = requests;
        _certificates = certificates;
        _reader = reader;
    }

    /// <summary>Finds the key.</summary>
    /// <param name="leaf">The certificate.</param>
    /// <param name="filesOnly">Whether the user said which file it is in.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The key, or null. A request for the same key is complete, wherever the key was found.</returns>
    public async Task<FoundKey?> FindAsync(HeapCertificate leaf, bool filesOnly, CancellationToken cancellationToken)
    {
        _waiting ??= await WaitingAsync(cancellationToken).ConfigureAwait(false);
        var request = _waiting.TryGetValue(leaf.PublicKeyFingerprint, out var name) ? name : null;
        if (_files.TryGetValue(leaf.PublicKeyFingerprint, out var key)) return new FoundKey(key, request);
        if (filesOnly) return null;
        if (request is not null)
        {
            var pkcs8 = await _requests.GetPrivateKeyAsync(request, cancellationToken).ConfigureAwait(false);
            return new FoundKey(new HeapKey(pkcs8, leaf.PublicKeyFingerprint, $"of the request '{request}'"), request);
        }

        return await StoredAsync(leaf, cancellationToken).ConfigureAwait(false);
    }

    // A damaged entry of the store is not this certificate's fault.
    private async Task<Dictionary<string, string>> WaitingAsync(CancellationToken cancellationToken)
    {
        var waiting = new Dictionary<string, string>();
        foreach (var name in await _requests.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                if (await _requests.FindAsync(name, cancellationToken).ConfigureAwait(false) is { } request) waiting[request.PublicKeyFingerprint] = name;
            }
            catch (SslToolsException e) when (e.ErrorId is "CorruptEntry" or "EntryNotReadable")
            {
            }
        }

        return waiting;
    }

    // A certificate that was issued again for the same key.
    private async Task<FoundKey?> StoredAsync(HeapCertificate leaf, CancellationToken cancellationToken)
    {
        foreach (var name in await _certificates.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                var stored = await _certificates.FindAsync(name, 0, cancellationToken).ConfigureAwait(false);
                if (stored?.PrivateKeyPath is null || stored.KeyAlgorithm != leaf.Description.KeyAlgorithm) continue;
                if (stored.GetBundle().PrivateKey is { } key && _reader.KeyMatches(leaf.Der, key))
                    return new FoundKey(new HeapKey(key, leaf.PublicKeyFingerprint, $"of the certificate '{name}'"), null);
            }
            catch (SslToolsException e) when (e.ErrorId is "CorruptEntry" or "EntryNotReadable" or "MalformedKey")
            {
            }
        }

        return null;
    }
}
