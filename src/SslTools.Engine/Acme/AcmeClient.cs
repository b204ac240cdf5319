using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using SslTools.Engine.Acme.Http;
using SslTools.Engine.Acme.Jose;
using SslTools.Engine.Acme.Messages;
using SslTools.Ports;

namespace SslTools.Engine.Acme;

/// <summary>The requests of RFC 8555 and RFC 9773. What may not be sent twice is read again after a broken connection.</summary>
public sealed partial class AcmeClient : IAcmeClient
{
    private readonly AcmeConversation _conversation;
    private readonly ConcurrentDictionary<string, JwsKey> _keys = new(StringComparer.Ordinal);

    internal AcmeClient(AcmeConversation conversation) => _conversation = conversation;

    /// <inheritdoc/>
    public async Task<AcmeDirectory> GetDirectoryAsync(CancellationToken cancellationToken) =>
        (await _conversation.ResourcesAsync(cancellationToken).ConfigureAwait(false)).Directory;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in _keys.Values) key.Dispose();
        _keys.Clear();
        _conversation.Dispose();
    }

    // Reading a key costs more than signing with it.
    private JwsKey Key(byte[] pkcs8)
    {
        using var hash = SHA256.Create();
        return _keys.GetOrAdd(Base64Url.Encode(hash.ComputeHash(pkcs8)), _ => JwsKey.Load(pkcs8));
    }

    private AcmeRequest Signed(AcmeSigner signer, Uri address, string what) => new(address, what, Key(signer.PrivateKey)) { Account = signer.Account };

    private AcmeRequest Reading(AcmeSigner signer, Uri address, string what) => Signed(signer, address, what) with { IsRepeatable = true };

    private async Task<ObjectReader> PostAsync(AcmeRequest request, CancellationToken cancellationToken)
    {
        var answer = await _conversation.PostAsync(request, cancellationToken).ConfigureAwait(false);
        var resources = await _conversation.ResourcesAsync(cancellationToken).ConfigureAwait(false);
        return new ObjectReader(_conversation.Json(request.What, answer), answer, resources.Owns);
    }

    // A broken connection leaves open whether the CA took the request, so what it changes is looked at before it is sent again.
    private async Task<T> OnceAsync<T>(string what, Func<Task<T>> send, Func<Task<T>> look, Func<T, bool> isLeftToDo)
    {
        for (var drops = 0; ; drops++)
        {
            try
            {
                return await send().ConfigureAwait(false);
            }
            catch (DroppedConnectionException e) when (drops >= _conversation.Limits.Drops)
            {
                throw Broken(what, e);
            }
            catch (DroppedConnectionException)
            {
                var now = await look().ConfigureAwait(false);
                if (!isLeftToDo(now)) return now;
            }
        }
    }

    private SslToolsException Broken(string what, DroppedConnectionException e) =>
        SslError.AcmeUnreachable(_conversation.Host, $"the connection broke ({what}): {e.Message}", e);

    private static JObject Identifier(AcmeIdentifier identifier) => new() { ["type"] = identifier.Type, ["value"] = identifier.Value };

    private static string Names(IReadOnlyList<AcmeIdentifier> identifiers)
    {
        const int Shown = 3;
        var names = string.Join(", ", identifiers.Take(Shown));
        return identifiers.Count > Shown ? $"{names} and {identifiers.Count - Shown} more" : names;
    }
}
