using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Cryptography;
using SslTools.Ports;

namespace SslTools.Engine.Storage;

/// <summary>The certificates of a store: five files each, PEM and JSON.</summary>
public sealed class CertificateStore : ICertificateStore
{
    /// <summary>The collection.</summary>
    public const string Collection = "certificates";

    internal const string CertificateFile = "cert.pem";
    internal const string ChainFile = "chain.pem";
    internal const string FullChainFile = "fullchain.pem";
    internal const string PrivateKeyFile = "privkey.pem";
    internal const string MetadataFile = "metadata.json";

    private readonly IStore _store;
    private readonly ICertificateReader _reader;
    private readonly IClock _clock;

    // One listing for all certificates; a command sees the revocations that were there when it began.
    private readonly Lazy<HashSet<string>> _revoked;

    /// <summary>Makes the view.</summary>
    /// <param name="store">The store.</param>
    /// <param name="reader">Reads certificates.</param>
    /// <param name="clock">The time.</param>
    public CertificateStore(IStore store, ICertificateReader reader, IClock clock)
    {
        _store = store;
        _reader = reader;
        _clock = clock;
        _revoked = new(() => new HashSet<string>(
            store.ListAsync(RevocationRecord.Collection, CancellationToken.None).GetAwaiter().GetResult(), StringComparer.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public string Location => _store.Location;

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => _store.ListAsync(Collection, cancellationToken);

    /// <inheritdoc/>
    public async Task<SslCertificate?> FindAsync(string name, int version, CancellationToken cancellationToken)
    {
        var entry = await _store.GetAsync(Collection, name, version, cancellationToken).ConfigureAwait(false);
        return entry is null ? null : FromEntry(entry, ReadMetadata(entry));
    }

    /// <inheritdoc/>
    public async Task<int> GetVersionAsync(string name, CancellationToken cancellationToken) =>
        (await _store.GetAsync(Collection, name, 0, cancellationToken).ConfigureAwait(false))?.Version ?? 0;

    /// <inheritdoc/>
    public async Task<bool> ExistsAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await _store.GetAsync(Collection, name, 0, cancellationToken).ConfigureAwait(false) is not null;
        }
        catch (SslToolsException e) when (e.ErrorId == "CorruptEntry")
        {
            return true;
        }
    }

    /// <inheritdoc/>
    public async Task<StoredCertificate?> InspectAsync(string name, int version, CancellationToken cancellationToken)
    {
        try
        {
            var entry = await _store.GetAsync(Collection, name, version, cancellationToken).ConfigureAwait(false);
            var found = entry is null ? null : new CertificateInspection(entry, _reader).Run();
            return found?.Certificate is { } certificate ? found with { IsRevoked = IsRevoked(certificate.Description) } : found;
        }
        catch (SslToolsException e) when (e.ErrorId is "CorruptEntry" or "EntryNotReadable")
        {
            return CertificateInspection.Damaged(name, e);
        }
    }

    /// <inheritdoc/>
    public async Task<SslCertificate> SaveAsync(
        string name, CertificateBundle bundle, CertificateOrigin origin, bool replace, CancellationToken cancellationToken)
    {
        var metadata = new CertificateMetadata { Certificate = _reader.Describe(bundle.Leaf), Origin = origin };
        var existing = await _store.GetAsync(Collection, name, 0, cancellationToken).ConfigureAwait(false);
        if (existing is not null && !replace) throw SslError.AlreadyExists("certificate", name);
        var entry = await _store.PutAsync(Collection, name, FilesOf(bundle, metadata), existing?.Version ?? 0, cancellationToken).ConfigureAwait(false);
        return FromEntry(entry, metadata);
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveAsync(string name, CancellationToken cancellationToken)
    {
        // First what would bring it back, or renew another one that is given the name.
        await _store.DeleteAsync(AcmeRenewalRecord.Collection, name, cancellationToken).ConfigureAwait(false);
        await _store.DeleteAsync(AcmeOrderRecord.Collection, name, cancellationToken).ConfigureAwait(false);
        return await _store.DeleteAsync(Collection, name, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public SslCertificate Describe(string name, CertificateBundle bundle, SslCertificateSource source) =>
        new(_reader.Describe(bundle.Leaf), source, () => bundle, _reader.ToPlatform, () => _clock.UtcNow) { Name = name };

    private static Dictionary<string, byte[]> FilesOf(CertificateBundle bundle, CertificateMetadata metadata)
    {
        var files = new Dictionary<string, byte[]>
        {
            [CertificateFile] = Pem.Write(Pem.Certificate, bundle.Leaf),
            [ChainFile] = Pem.Write(Pem.Certificate, bundle.Chain.ToArray()),
            [FullChainFile] = Pem.Write(Pem.Certificate, [bundle.Leaf, .. bundle.Chain]),
            [MetadataFile] = StoreJson.Write(metadata),
        };
        if (bundle.PrivateKey is not null) files[PrivateKeyFile] = Pem.Write(Pem.PrivateKey, bundle.PrivateKey);
        return files;
    }

    /// <summary>Reads all PEM blocks of one kind.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="file">The file.</param>
    /// <param name="label">The kind.</param>
    /// <returns>DER.</returns>
    /// <exception cref="SslToolsException">CorruptEntry.</exception>
    internal static IReadOnlyList<byte[]> ReadAll(IStoreEntry entry, string file, string label)
    {
        var path = entry.PathOf(file) ?? file;
        var pem = entry.Read(file) ?? throw SslError.CorruptEntry(path, "the file is missing");
        try
        {
            return Pem.Read(label, pem);
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            throw SslError.CorruptEntry(path, "it is not PEM: " + e.Message.TrimEnd('.'), e);
        }
    }

    /// <summary>Reads the only PEM block of a kind.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="file">The file.</param>
    /// <param name="label">The kind.</param>
    /// <returns>DER.</returns>
    /// <exception cref="SslToolsException">CorruptEntry.</exception>
    internal static byte[] ReadOne(IStoreEntry entry, string file, string label)
    {
        var blocks = ReadAll(entry, file, label);
        return blocks.Count == 1 ? blocks[0]
            : throw SslError.CorruptEntry(entry.PathOf(file) ?? file, $"it does not hold exactly one {label.ToLowerInvariant()}");
    }

    /// <summary>Reads the metadata.</summary>
    /// <param name="entry">The entry.</param>
    /// <returns>The metadata.</returns>
    /// <exception cref="SslToolsException">CorruptEntry.</exception>
    internal static CertificateMetadata ReadMetadata(IStoreEntry entry)
    {
        var path = entry.PathOf(MetadataFile) ?? entry.Name;
        var json = entry.Read(MetadataFile) ?? throw SslError.CorruptEntry(path, "the file is missing");
        var metadata = StoreJson.Read<CertificateMetadata>(json, path);
        if (metadata.Schema > CertificateMetadata.CurrentSchema) throw SslError.CorruptEntry(path, "a newer version of SslTools wrote it");
        return metadata;
    }

    private bool IsRevoked(CertificateDescription certificate) => _revoked.Value.Contains(certificate.Sha256Fingerprint);

    private static CertificateBundle ReadBundle(IStoreEntry entry)
    {
        var leaf = ReadOne(entry, CertificateFile, Pem.Certificate);
        var key = entry.Read(PrivateKeyFile) is null ? null : ReadOne(entry, PrivateKeyFile, Pem.PrivateKey);
        return new CertificateBundle(leaf, ReadAll(entry, ChainFile, Pem.Certificate), key);
    }

    private SslRenewalInfo? RenewalInfo(IStoreEntry entry)
    {
        var renewal = new Documents<AcmeRenewalRecord>(_store, AcmeRenewalRecord.Collection)
            .FindAsync(entry.Name, CancellationToken.None).GetAwaiter().GetResult()?.Value;
        return renewal?.Version == entry.Version ? renewal.RenewalInfo : null;
    }

    private SslCertificate FromEntry(IStoreEntry entry, CertificateMetadata metadata)
    {
        // Paths are only strings; whether there is a key is known from the origin: all but built-in ones have one,
        // unless the user made the request elsewhere.
        var hasKey = metadata.Origin!.Source != SslCertificateSource.BuiltIn && !metadata.Origin.KeyElsewhere;
        var certificate = new SslCertificate(metadata.Certificate!, metadata.Origin.Source, () => ReadBundle(entry), _reader.ToPlatform, () => _clock.UtcNow)
        {
            Name = entry.Name,
            IsRevoked = IsRevoked(metadata.Certificate!),
            Version = entry.Version,
            StorePath = Location,
            CertificatePath = entry.PathOf(CertificateFile),
            ChainPath = entry.PathOf(ChainFile),
            FullChainPath = entry.PathOf(FullChainFile),
            PrivateKeyPath = hasKey ? entry.PathOf(PrivateKeyFile) : null,
        };
        return metadata.Origin.Source == SslCertificateSource.LetsEncrypt ? certificate.WithRenewalInfo(() => RenewalInfo(entry)) : certificate;
    }
}
