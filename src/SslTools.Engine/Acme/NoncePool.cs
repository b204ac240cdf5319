using System.Collections.Concurrent;

namespace SslTools.Engine.Acme;

/// <summary>Nonces that the CA gave with its answers and that no request has used (RFC 8555 section 6.5). The newest is taken first.</summary>
internal sealed class NoncePool
{
    private const int Size = 100;
    private readonly ConcurrentStack<string> _nonces = new();

    /// <summary>Keeps a nonce.</summary>
    /// <param name="nonce">The nonce; null is none.</param>
    public void Add(string? nonce)
    {
        if (nonce is null) return;
        if (_nonces.Count >= Size) _nonces.Clear();
        _nonces.Push(nonce);
    }

    /// <summary>Takes a nonce out.</summary>
    /// <returns>The nonce, or null where there is none.</returns>
    public string? Take() => _nonces.TryPop(out var nonce) ? nonce : null;
}
