using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services.Health;

/// <summary>Tests certificates: the stored files, the key, the chain, the dates, the path to a trust anchor, revocation.</summary>
public sealed class CertificateHealth
{
    private static readonly ICertificateCheck[] Checks =
    [
        new KeyMatchCheck(),
        new ChainCheck(),
        new FullChainCheck(),
        new ValidityCheck(),
        new RememberedRevocationCheck(),
        new MetadataCheck(),
        new KeyFileCheck(),
        new StrengthCheck(),
        new PathCheck(),
        new LifetimeCheck(),
        new PromiseCheck(),
    ];

    private readonly IEngine _engine;
    private readonly ICertificateStore _certificates;
    private readonly IAuthorityStore _authorities;
    private readonly HealthOptions _options;
    private readonly RevocationCheck _revocation;
    private IReadOnlyList<byte[]>? _localRoots;

    /// <summary>Makes the service; it may be used for many certificates.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    /// <param name="options">What more is asked.</param>
    public CertificateHealth(IEngine engine, IStore store, HealthOptions? options = null)
    {
        _engine = engine;
        _options = options ?? new HealthOptions();
        _revocation = new RevocationCheck(engine, engine.OpenResponses(store), _options);
        _certificates = engine.OpenCertificates(store);
        _authorities = engine.OpenAuthorities(store);
    }

    /// <summary>Tests a stored certificate.</summary>
    /// <param name="name">The name.</param>
    /// <param name="version">A version, or 0 for the current one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The findings, errors first; none where all is well.</returns>
    /// <exception cref="SslToolsException">NotFound.</exception>
    public async Task<IReadOnlyList<SslFinding>> TestAsync(string name, int version, CancellationToken cancellationToken)
    {
        var stored = await _certificates.InspectAsync(name, version, cancellationToken).ConfigureAwait(false)
            ?? throw SslError.NotFound("certificate", name, _certificates.Location);
        return await TestAsync(stored, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tests a certificate that is not stored.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The findings, errors first; none where all is well.</returns>
    public Task<IReadOnlyList<SslFinding>> TestAsync(SslCertificate certificate, CancellationToken cancellationToken)
    {
        var bundle = certificate.GetBundle();
        return TestAsync(Subject(certificate.Name, bundle.Leaf, bundle.Chain) with { PrivateKey = bundle.PrivateKey, IsRevoked = certificate.IsRevoked }, cancellationToken);
    }

    /// <summary>Tests certificates that came without a key.</summary>
    /// <param name="name">The name for messages.</param>
    /// <param name="certificate">The certificate, DER.</param>
    /// <param name="chain">What came with it, in the order in which a server would send it, DER.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The findings, errors first; none where all is well.</returns>
    public Task<IReadOnlyList<SslFinding>> TestAsync(string name, byte[] certificate, IReadOnlyList<byte[]> chain, CancellationToken cancellationToken) =>
        TestAsync(Subject(name, certificate, chain), cancellationToken);

    private StoredCertificate Subject(string name, byte[] certificate, IReadOnlyList<byte[]> chain)
    {
        DescribedCertificate Describe(byte[] der) => new(der, _engine.Reader.Describe(der));
        return new StoredCertificate { Name = name, Certificate = Describe(certificate), Chain = chain.Select(Describe).ToList() };
    }

    private async Task<IReadOnlyList<SslFinding>> TestAsync(StoredCertificate subject, CancellationToken cancellationToken)
    {
        _localRoots ??= await LocalRoots.ReadAsync(_authorities, cancellationToken).ConfigureAwait(false);
        var found = new List<SslFinding>(subject.Damage);
        var promises = Promises(subject, found);
        var path = CertificatePath.Find(subject, _engine, _localRoots, promises.IsPublic, _options);
        var context = new HealthContext(
            (_options.At ?? _engine.Clock.UtcNow).UtcDateTime, _engine.Reader, _engine.Files, _engine.TrustAnchors, _localRoots,
            promises, path, _options.Purpose, _options.TrustAnchors is not null);
        foreach (var check in Checks)
        {
            // What is wrong with a certificate is told once, though the path stumbles over it too.
            found.AddRange(check.Find(subject, context).Where(finding => check is not PathCheck || found.All(f => f.Id != finding.Id)).ToList());
        }

        // What is known need not be asked.
        if (!subject.IsRevoked) found.AddRange(await _revocation.FindAsync(subject, path, cancellationToken).ConfigureAwait(false));
        return found.OrderByDescending(finding => finding.Severity).ToList();
    }

    private CertificatePromises Promises(StoredCertificate subject, List<SslFinding> found)
    {
        try
        {
            if (subject.Certificate is not null) return _engine.Revocation.ReadPromises(subject.Certificate.Der);
        }
        catch (SslToolsException e)
        {
            found.Add(SslFinding.FromError(e, subject.Name));
        }

        return new CertificatePromises();
    }
}
