using System;

namespace SslTools.Services;

/// <summary>An account of the store with its keys. Secret.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Record">What is kept of it.</param>
/// <param name="Key">The account key, unencrypted PKCS#8 DER.</param>
/// <param name="NewKey">The key that a rollover waits with, or null.</param>
internal sealed record StoredAccount(string Name, AcmeAccountRecord Record, byte[] Key, byte[]? NewKey)
{
    /// <summary>Its CA.</summary>
    public AcmeServer Server => AcmeServer.Parse(Record.Directory);

    /// <summary>What signs its requests.</summary>
    /// <exception cref="SslToolsException">AccountPending.</exception>
    public AcmeSigner Signer => new(Key, new Uri(Record.Address ?? throw SslError.AccountPending(Name, Server.Name)));

    /// <summary>The same, without a key that waits.</summary>
    /// <param name="record">What is to be kept.</param>
    /// <returns>Another object.</returns>
    public StoredAccount With(AcmeAccountRecord record) => this with { Record = record };
}
