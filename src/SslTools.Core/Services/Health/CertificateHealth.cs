using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services.Health;

/// <summary>Tests certificates: the stored files, the key, the chain, the dates.</summary>
public sealed class CertificateHealth
{
    private static readonly ICertificateCheck[] Checks =
    [
        new KeyMatchCheck(),
        new ChainCheck(),
        new FullChainCheck(),
        new ValidityCheck(),
        new RevocationCheck(),
        new MetadataCheck(),
        new KeyFileCheck(),
        new StrengthCheck(),
    ];

    private readonly IEngine _engine;
    private readonly ICertificateStore _certificates;
    private readonly IAuthorityStore _authorities;
    private IReadOnlyList<byte[]>? _localRoots;

    /// <summary>Makes the service; it may be used for many certificates.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    public CertificateHealth(IEngine engine, IStore store)
    {
        _engine = engine;
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
        DescribedCertificate Describe(byte[] der) => new(der, _engine.Reader.Describe(der));
        var subject = new StoredCertificate
        {
            Name = certificate.Name,
            Certificate = Describe(bundle.Leaf),
            Chain = bundle.Chain.Select(Describe).ToList(),
            PrivateKey = bundle.PrivateKey,
            IsRevoked = certificate.IsRevoked,
        };
        return TestAsync(subject, cancellationToken);
    }

    private async Task<IReadOnlyList<SslFinding>> TestAsync(StoredCertificate subject, CancellationToken cancellationToken)
    {
        _localRoots ??= await LocalRootsAsync(cancellationToken).ConfigureAwait(false);
        var context = new HealthContext(_engine.Clock.UtcNow.UtcDateTime, _engine.Reader, _engine.Files, _engine.TrustAnchors, _localRoots);
        return subject.Damage.Concat(Checks.SelectMany(check => check.Find(subject, context)))
            .OrderByDescending(finding => finding.Severity).ToList();
    }

    // A damaged authority is not the certificate's fault: it is only not known.
    private async Task<IReadOnlyList<byte[]>> LocalRootsAsync(CancellationToken cancellationToken)
    {
        var roots = new List<byte[]>();
        foreach (var name in await _authorities.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                var authority = await _authorities.FindAsync(name, cancellationToken).ConfigureAwait(false);
                if (authority is not null) roots.Add(authority.RootCertificate);
            }
            catch (SslToolsException)
            {
            }
        }

        return roots;
    }
}
