using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;
using SslTools.Ports;

namespace SslTools.Engine.Storage;

/// <summary>
/// AES-256-GCM with a random key. The key lies in the store, 0600; on Windows it is itself encrypted by DPAPI for the
/// machine, so that a service account that may read the store can use it and another machine can't.
/// </summary>
public sealed class SecretProtector : ISecretProtector
{
    private const string Collection = "secrets";
    private const string Name = "key";
    private const string File = "key.bin";
    private const byte Format = 1;
    private const int NonceLength = 12;
    private const int TagBits = 128;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly IStore _store;
    private readonly SemaphoreSlim _once = new(1, 1);
    private byte[]? _key;

    /// <summary>Makes the protector.</summary>
    /// <param name="store">The store whose secrets it encrypts.</param>
    public SecretProtector(IStore store) => _store = store;

    /// <inheritdoc/>
    public async Task<byte[]> ProtectAsync(byte[] secret, CancellationToken cancellationToken)
    {
        var key = await KeyAsync(true, cancellationToken).ConfigureAwait(false);
        var nonce = Random(NonceLength);
        return [Format, .. nonce, .. Run(true, key!, nonce, secret)];
    }

    /// <inheritdoc/>
    public async Task<byte[]> UnprotectAsync(byte[] data, string what, CancellationToken cancellationToken)
    {
        var key = await KeyAsync(false, cancellationToken).ConfigureAwait(false)
            ?? throw SslError.SecretNotReadable(what, "its key is missing in the store");
        if (data.Length < 1 + NonceLength + (TagBits / 8) || data[0] != Format) throw SslError.SecretNotReadable(what, "its form is not known");
        try
        {
            return Run(false, key, data.Skip(1).Take(NonceLength).ToArray(), data.Skip(1 + NonceLength).ToArray());
        }
        catch (InvalidCipherTextException e)
        {
            throw SslError.SecretNotReadable(what, "it was changed, or encrypted with another key", e);
        }
    }

    private static byte[] Run(bool encrypt, byte[] key, byte[] nonce, byte[] input)
    {
        var cipher = new GcmBlockCipher(new AesEngine());
        cipher.Init(encrypt, new AeadParameters(new KeyParameter(key), TagBits, nonce));
        var output = new byte[cipher.GetOutputSize(input.Length)];
        var length = cipher.ProcessBytes(input, 0, input.Length, output, 0);
        length += cipher.DoFinal(output, length);
        return output.Length == length ? output : output.Take(length).ToArray();
    }

    private static byte[] Random(int length)
    {
        var bytes = new byte[length];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return bytes;
    }

    private async Task<byte[]?> KeyAsync(bool create, CancellationToken cancellationToken)
    {
        if (_key is not null) return _key;
        await _once.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _key ??= await ReadKeyAsync(cancellationToken).ConfigureAwait(false)
                ?? (create ? await CreateKeyAsync(cancellationToken).ConfigureAwait(false) : null);
        }
        finally
        {
            _once.Release();
        }
    }

    private async Task<byte[]> CreateKeyAsync(CancellationToken cancellationToken)
    {
        using (await _store.LockAsync(Collection, Name, Lease, Lease, cancellationToken).ConfigureAwait(false))
        {
            // Another process may have been first.
            if (await ReadKeyAsync(cancellationToken).ConfigureAwait(false) is { } existing) return existing;
            var key = Random(32);
            var files = new Dictionary<string, byte[]> { [File] = IsWindows ? ProtectedData.Protect(key, null, DataProtectionScope.LocalMachine) : key };
            await _store.PutAsync(Collection, Name, files, 0, cancellationToken).ConfigureAwait(false);
            return key;
        }
    }

    private async Task<byte[]?> ReadKeyAsync(CancellationToken cancellationToken)
    {
        var entry = await _store.GetAsync(Collection, Name, 0, cancellationToken).ConfigureAwait(false);
        if (entry?.Read(File) is not { } stored) return null;
        try
        {
            var key = IsWindows ? ProtectedData.Unprotect(stored, null, DataProtectionScope.LocalMachine) : stored;
            return key.Length == 32 ? key : throw SslError.CorruptEntry(entry.PathOf(File) ?? Name, "it is not a key");
        }
        catch (CryptographicException e)
        {
            throw SslError.SecretNotReadable("The store's key", "it was encrypted on another machine", e);
        }
    }

    private static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);
}
