using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.Cryptography;
using SslTools.Ports;

namespace SslTools.Engine.Storage;

/// <summary>Reads the files of one stored certificate and notes each that can't be read.</summary>
internal sealed class CertificateInspection
{
    private readonly List<SslFinding> _damage = [];
    private readonly IStoreEntry _entry;
    private readonly ICertificateReader _reader;

    /// <summary>Begins an inspection.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="reader">Reads certificates.</param>
    public CertificateInspection(IStoreEntry entry, ICertificateReader reader)
    {
        _entry = entry;
        _reader = reader;
    }

    /// <summary>An entry of which nothing can be read.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="error">Why.</param>
    /// <returns>What was found.</returns>
    public static StoredCertificate Damaged(string name, SslToolsException error) => new() { Name = name, Damage = [SslFinding.FromError(error, name)] };

    /// <summary>Reads everything.</summary>
    /// <returns>What was found.</returns>
    public StoredCertificate Run()
    {
        var metadata = Try(() => CertificateStore.ReadMetadata(_entry));
        var hasKey = metadata?.Origin!.Source != SslCertificateSource.BuiltIn;
        return new StoredCertificate
        {
            Name = _entry.Name,
            Certificate = Try(() => Describe(
                CertificateStore.CertificateFile, CertificateStore.ReadOne(_entry, CertificateStore.CertificateFile, Pem.Certificate))),
            Chain = Certificates(CertificateStore.ChainFile),
            FullChain = Certificates(CertificateStore.FullChainFile)?.Select(c => c.Der).ToList(),
            PrivateKey = hasKey ? Try(Key) : null,
            PrivateKeyPath = hasKey ? _entry.PathOf(CertificateStore.PrivateKeyFile) : null,
            Recorded = metadata?.Certificate,
            Damage = _damage,
        };
    }

    private IReadOnlyList<DescribedCertificate>? Certificates(string file) =>
        Try(() => CertificateStore.ReadAll(_entry, file, Pem.Certificate).Select(der => Describe(file, der)).ToList());

    private DescribedCertificate Describe(string file, byte[] der)
    {
        try
        {
            return new DescribedCertificate(der, _reader.Describe(der));
        }
        catch (SslToolsException e)
        {
            throw SslError.CorruptEntry(_entry.PathOf(file) ?? file, "a certificate in it can't be read: " + (e.InnerException ?? e).Message.TrimEnd('.'), e);
        }
    }

    private byte[] Key()
    {
        var key = CertificateStore.ReadOne(_entry, CertificateStore.PrivateKeyFile, Pem.PrivateKey);
        using var readable = SigningKey.Load(key, _entry.PathOf(CertificateStore.PrivateKeyFile) ?? _entry.Name);
        return key;
    }

    private T? Try<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (SslToolsException e)
        {
            Note(e);
            return null;
        }
    }

    private void Note(SslToolsException error) => _damage.Add(SslFinding.FromError(error, _entry.Name));
}
