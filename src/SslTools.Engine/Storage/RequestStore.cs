using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Org.BouncyCastle.Asn1.Pkcs;
using SslTools.Engine.Cryptography;
using SslTools.Ports;

namespace SslTools.Engine.Storage;

/// <summary>The certification requests of a store: three files each, PEM and JSON.</summary>
public sealed class RequestStore : IRequestStore
{
    /// <summary>The collection.</summary>
    public const string Collection = "requests";

    private const string RequestFile = "request.pem";
    private const string PrivateKeyFile = "privkey.pem";
    private const string MetadataFile = "metadata.json";
    private readonly IStore _store;
    private readonly IClock _clock;

    /// <summary>Makes the view.</summary>
    /// <param name="store">The store.</param>
    /// <param name="clock">The time.</param>
    public RequestStore(IStore store, IClock clock)
    {
        _store = store;
        _clock = clock;
    }

    /// <inheritdoc/>
    public string Location => _store.Location;

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => _store.ListAsync(Collection, cancellationToken);

    /// <inheritdoc/>
    public async Task<SslCertificateRequest?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var entry = await _store.GetAsync(Collection, name, 0, cancellationToken).ConfigureAwait(false);
        return entry is null ? null : FromEntry(entry);
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
    public async Task<byte[]> GetPrivateKeyAsync(string name, CancellationToken cancellationToken)
    {
        var entry = await _store.GetAsync(Collection, name, 0, cancellationToken).ConfigureAwait(false)
            ?? throw SslError.NotFound("certificate request", name, Location);
        return Pem.ReadOne(Pem.PrivateKey, File(entry, PrivateKeyFile))
            ?? throw SslError.CorruptEntry(entry.PathOf(PrivateKeyFile) ?? name, "it does not hold exactly one private key");
    }

    /// <inheritdoc/>
    public async Task<SslCertificateRequest> SaveAsync(
        string name, byte[] request, RequestTemplate template, HeapKey key, bool replace, CancellationToken cancellationToken)
    {
        var existing = await _store.GetAsync(Collection, name, 0, cancellationToken).ConfigureAwait(false);
        if (existing is not null && !replace) throw SslError.AlreadyExists("certificate request", name);
        var info = CertificationRequest.GetInstance(request).GetCertificationRequestInfo();
        var metadata = new RequestMetadata
        {
            Created = _clock.UtcNow.UtcDateTime,
            Subject = DistinguishedName.Format(info.Subject),
            DnsNames = template.Names.DnsNames,
            IPAddresses = template.Names.IPAddresses.Select(a => a.ToString()).ToList(),
            KeyAlgorithm = PublicKeyName.Of(info.SubjectPublicKeyInfo),
            PublicKeyFingerprint = key.PublicKeyFingerprint,
            KeyUsages = template.KeyUsages,
            KeyPurposes = template.KeyPurposes,
            MustStaple = template.MustStaple,
        };
        var files = new Dictionary<string, byte[]>
        {
            [RequestFile] = Pem.Write(Pem.CertificateRequest, request),
            [PrivateKeyFile] = Pem.Write(Pem.PrivateKey, key.Pkcs8),
            [MetadataFile] = StoreJson.Write(metadata),
        };
        return FromEntry(await _store.PutAsync(Collection, name, files, existing?.Version ?? 0, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) => _store.DeleteAsync(Collection, name, cancellationToken);

    private static byte[] File(IStoreEntry entry, string file) =>
        entry.Read(file) ?? throw SslError.CorruptEntry(entry.PathOf(file) ?? file, "the file is missing");

    private SslCertificateRequest FromEntry(IStoreEntry entry)
    {
        var metadata = StoreJson.Read<RequestMetadata>(File(entry, MetadataFile), entry.PathOf(MetadataFile) ?? entry.Name);
        return new SslCertificateRequest
        {
            Name = entry.Name,
            Pem = Encoding.ASCII.GetString(File(entry, RequestFile)),
            Subject = metadata.Subject,
            DnsNames = metadata.DnsNames,
            IPAddresses = metadata.IPAddresses,
            KeyAlgorithm = metadata.KeyAlgorithm,
            KeyUsages = metadata.KeyUsages,
            KeyPurposes = metadata.KeyPurposes,
            MustStaple = metadata.MustStaple,
            Created = metadata.Created,
            PublicKeyFingerprint = metadata.PublicKeyFingerprint,
            RequestPath = entry.PathOf(RequestFile) ?? "",
            PrivateKeyPath = entry.PathOf(PrivateKeyFile) ?? "",
            StorePath = Location,
        };
    }
}
