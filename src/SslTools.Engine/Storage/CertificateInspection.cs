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
        var certificates = Certificates(CertificateStore.CertificateFile);
        if (certificates is { Count: not 1 }) Note(SslError.CorruptEntry(PathOf(CertificateStore.CertificateFile), "it does not hold exactly one certificate"));
        var hasKey = metadata?.Origin!.Source != SslCertificateSource.BuiltIn;
        return new StoredCertificate
        {
            Name = _entry.Name,
            Certificate = certificates is { Count: 1 } ? certificates[0] : null,
            Chain = Certificates(CertificateStore.ChainFile),
            FullChain = Certificates(CertificateStore.FullChainFile)?.Select(c => c.Der).ToList(),
            PrivateKey = hasKey ? Try(Key) : null,
            PrivateKeyPath = hasKey ? _entry.PathOf(CertificateStore.PrivateKeyFile) : null,
            Recorded = metadata?.Certificate,
            Damage = _damage,
        };
    }

    private IReadOnlyList<DescribedCertificate>? Certificates(string file) => Try(() =>
    {
        try
        {
            return Pem.Read(Pem.Certificate, Read(file)).Select(der => new DescribedCertificate(der, _reader.Describe(der))).ToList();
        }
        catch (Exception e) when (e is SslToolsException { ErrorId: "MalformedCertificate" } or System.IO.IOException or FormatException)
        {
            throw SslError.CorruptEntry(PathOf(file), "a certificate in it can't be read: " + (e.InnerException ?? e).Message.TrimEnd('.'), e);
        }
    });

    private byte[] Key()
    {
        var path = PathOf(CertificateStore.PrivateKeyFile);
        try
        {
            var key = Pem.ReadOne(Pem.PrivateKey, Read(CertificateStore.PrivateKeyFile))
                ?? throw SslError.CorruptEntry(path, "it does not hold exactly one PKCS#8 key");
            using var readable = SigningKey.Load(key, path);
            return key;
        }
        catch (Exception e) when (e is System.IO.IOException or FormatException)
        {
            throw SslError.CorruptEntry(path, e.Message.TrimEnd('.'), e);
        }
    }

    private byte[] Read(string file) => _entry.Read(file) ?? throw SslError.CorruptEntry(PathOf(file), "the file is missing");

    private string PathOf(string file) => _entry.PathOf(file) ?? file;

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
