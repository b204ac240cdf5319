using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Cryptography;
using SslTools.Ports;

namespace SslTools.Engine.Storage;

/// <summary>The local certificate authorities of a store.</summary>
public sealed class AuthorityStore : IAuthorityStore
{
    /// <summary>The collection.</summary>
    public const string Collection = "authorities";

    private const string RootFile = "root.pem";
    private const string RootKeyFile = "root-key.pem";
    private const string IntermediateFile = "intermediate.pem";
    private const string IntermediateKeyFile = "intermediate-key.pem";
    private const string MetadataFile = "metadata.json";

    private readonly IStore _store;
    private readonly ICertificateReader _reader;
    private readonly IKeyProtector _protector;

    /// <summary>Makes the view.</summary>
    /// <param name="store">The store.</param>
    /// <param name="reader">Reads certificates.</param>
    /// <param name="protector">Encrypts the root key.</param>
    public AuthorityStore(IStore store, ICertificateReader reader, IKeyProtector protector)
    {
        _store = store;
        _reader = reader;
        _protector = protector;
    }

    /// <inheritdoc/>
    public string Location => _store.Location;

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => _store.ListAsync(Collection, cancellationToken);

    /// <inheritdoc/>
    public async Task<SslCertificateAuthority?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var entry = await _store.GetAsync(Collection, name, 0, cancellationToken).ConfigureAwait(false);
        return entry is null ? null : FromEntry(entry);
    }

    /// <inheritdoc/>
    public async Task<SslCertificateAuthority> SaveAsync(
        string name, AuthorityMaterial material, AuthorityTemplate template, SecureString? passphrase, bool replace,
        CancellationToken cancellationToken)
    {
        var existing = await _store.GetAsync(Collection, name, 0, cancellationToken).ConfigureAwait(false);
        if (existing is not null && !replace) throw SslError.AlreadyExists("certificate authority", name);
        var files = new Dictionary<string, byte[]>
        {
            [RootFile] = Pem.Write(Pem.Certificate, material.Root),
            [MetadataFile] = StoreJson.Write(new AuthorityMetadata
            {
                RootKey = passphrase is null ? SslRootKeyState.Discarded : SslRootKeyState.Encrypted,
                PermittedDnsNames = template.PermittedDnsNames,
                PermittedIPAddresses = template.PermittedAddresses.Select(a => a.ToString()).ToList(),
            }),
        };
        if (passphrase is not null) files[RootKeyFile] = Pem.Write(Pem.EncryptedPrivateKey, _protector.Encrypt(material.RootKey, passphrase));
        if (material.Intermediate is not null)
        {
            files[IntermediateFile] = Pem.Write(Pem.Certificate, material.Intermediate);
            files[IntermediateKeyFile] = Pem.Write(Pem.PrivateKey, material.IntermediateKey!);
        }

        var entry = await _store.PutAsync(Collection, name, files, existing?.Version ?? 0, cancellationToken).ConfigureAwait(false);
        return FromEntry(entry);
    }

    /// <inheritdoc/>
    public async Task<CertificateBundle> GetSignerAsync(string name, SecureString? passphrase, CancellationToken cancellationToken)
    {
        var entry = await _store.GetAsync(Collection, name, 0, cancellationToken).ConfigureAwait(false)
            ?? throw SslError.NotFound("certificate authority", name, Location);
        if (entry.Read(IntermediateFile) is not null)
        {
            return new CertificateBundle(
                ReadOne(entry, IntermediateFile, Pem.Certificate), [], ReadOne(entry, IntermediateKeyFile, Pem.PrivateKey));
        }

        if (passphrase is null) throw SslError.PassphraseRequired(name);
        var encrypted = ReadOne(entry, RootKeyFile, Pem.EncryptedPrivateKey);
        var key = _protector.Decrypt(encrypted, passphrase, entry.PathOf(RootKeyFile) ?? RootKeyFile);
        return new CertificateBundle(ReadOne(entry, RootFile, Pem.Certificate), [], key);
    }

    private static byte[] ReadOne(IStoreEntry entry, string file, string label)
    {
        var path = entry.PathOf(file) ?? file;
        var pem = entry.Read(file) ?? throw SslError.CorruptEntry(path, "the file is missing");
        return Pem.ReadOne(label, pem) ?? throw SslError.CorruptEntry(path, $"it does not hold exactly one {label.ToLowerInvariant()}");
    }

    private SslCertificateAuthority FromEntry(IStoreEntry entry)
    {
        var path = entry.PathOf(MetadataFile) ?? entry.Name;
        var metadata = StoreJson.Read<AuthorityMetadata>(entry.Read(MetadataFile) ?? throw SslError.CorruptEntry(path, "the file is missing"), path);
        var root = ReadOne(entry, RootFile, Pem.Certificate);
        var description = _reader.Describe(root);
        var hasIntermediate = entry.Read(IntermediateFile) is not null;
        return new SslCertificateAuthority
        {
            Name = entry.Name,
            Subject = description.Subject,
            Thumbprint = description.Thumbprint,
            Sha256Fingerprint = description.Sha256Fingerprint,
            NotBefore = description.NotBefore,
            NotAfter = description.NotAfter,
            KeyAlgorithm = description.KeyAlgorithm,
            HasIntermediate = hasIntermediate,
            RootKey = metadata.RootKey,
            PermittedDnsNames = metadata.PermittedDnsNames,
            PermittedIPAddresses = metadata.PermittedIPAddresses,
            RootPath = entry.PathOf(RootFile) ?? "",
            IntermediatePath = hasIntermediate ? entry.PathOf(IntermediateFile) : null,
            RootCertificate = root,
        };
    }
}
