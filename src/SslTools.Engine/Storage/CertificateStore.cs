using System.Collections.Generic;
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

    /// <summary>Makes the view.</summary>
    /// <param name="store">The store.</param>
    /// <param name="reader">Reads certificates.</param>
    /// <param name="clock">The time.</param>
    public CertificateStore(IStore store, ICertificateReader reader, IClock clock)
    {
        _store = store;
        _reader = reader;
        _clock = clock;
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
    public async Task<CertificateOrigin?> FindOriginAsync(string name, CancellationToken cancellationToken)
    {
        var entry = await _store.GetAsync(Collection, name, 0, cancellationToken).ConfigureAwait(false);
        return entry is null ? null : ReadMetadata(entry).Origin;
    }

    /// <inheritdoc/>
    public async Task<StoredCertificate?> InspectAsync(string name, int version, CancellationToken cancellationToken)
    {
        try
        {
            var entry = await _store.GetAsync(Collection, name, version, cancellationToken).ConfigureAwait(false);
            return entry is null ? null : new CertificateInspection(entry, _reader).Run();
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
    public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) => _store.DeleteAsync(Collection, name, cancellationToken);

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

    private static CertificateBundle ReadBundle(IStoreEntry entry)
    {
        byte[] File(string name) => entry.Read(name) ?? throw SslError.CorruptEntry(entry.PathOf(name) ?? name, "the file is missing");

        var leaf = Pem.ReadOne(Pem.Certificate, File(CertificateFile))
            ?? throw SslError.CorruptEntry(entry.PathOf(CertificateFile)!, "it does not hold exactly one certificate");
        var key = entry.Read(PrivateKeyFile) is { } pem
            ? Pem.ReadOne(Pem.PrivateKey, pem) ?? throw SslError.CorruptEntry(entry.PathOf(PrivateKeyFile)!, "it does not hold exactly one PKCS#8 key")
            : null;
        return new CertificateBundle(leaf, Pem.Read(Pem.Certificate, File(ChainFile)), key);
    }

    private SslCertificate FromEntry(IStoreEntry entry, CertificateMetadata metadata)
    {
        // Paths are only strings; whether there is a key is known from the origin: all but built-in ones have one.
        var hasKey = metadata.Origin!.Source != SslCertificateSource.BuiltIn;
        return new SslCertificate(metadata.Certificate!, metadata.Origin.Source, () => ReadBundle(entry), _reader.ToPlatform, () => _clock.UtcNow)
        {
            Name = entry.Name,
            Version = entry.Version,
            StorePath = Location,
            CertificatePath = entry.PathOf(CertificateFile),
            ChainPath = entry.PathOf(ChainFile),
            FullChainPath = entry.PathOf(FullChainFile),
            PrivateKeyPath = hasKey ? entry.PathOf(PrivateKeyFile) : null,
        };
    }
}
