using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Revokes certificates of ACME CAs (RFC 8555 section 7.6), and remembers it for those that are stored.</summary>
public sealed class RevocationService
{
    private readonly IEngine _engine;
    private readonly AcmeAccountService _accounts;
    private readonly ICertificateStore _certificates;

    /// <summary>Makes the service.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store of the accounts.</param>
    public RevocationService(IEngine engine, IStore store)
    {
        _engine = engine;
        _accounts = new AcmeAccountService(engine, store);
        _certificates = engine.OpenCertificates(store);
    }

    /// <summary>Makes the pipeline's object of a certificate from a file.</summary>
    /// <param name="path">A PEM file; its first certificate counts.</param>
    /// <returns>The object.</returns>
    /// <exception cref="SslToolsException">FileNotFound, FileNotReadable, MalformedCertificate.</exception>
    public SslCertificate Read(string path)
    {
        var leaf = _engine.Reader.ReadCertificates(_engine.Files.Read(path), path)[0];
        var description = _engine.Reader.Describe(leaf);
        var name = description.DnsNames.Concat(description.IPAddresses).FirstOrDefault() ?? description.Subject;
        return _certificates.Describe(name, new CertificateBundle(leaf, [], null), SslCertificateSource.Custom);
    }

    /// <summary>Checks a revocation.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="options">What the user asked for.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">What is wrong with the order.</exception>
    public async Task<RevocationPlan> PlanAsync(SslCertificate certificate, RevocationOptions options, CancellationToken cancellationToken)
    {
        if (certificate.Source is SslCertificateSource.SelfSigned or SslCertificateSource.CertificateAuthority or SslCertificateSource.BuiltIn)
            throw SslError.NotRevocable(certificate.Name, certificate.Source);
        var isAccountGiven = options.Account.Account is not null;
        options = await WithIssuerAsync(certificate, options, cancellationToken).ConfigureAwait(false);
        var bundle = certificate.GetBundle();
        var key = options.Key ?? bundle.PrivateKey;

        // A CA believes the key itself: it blocks it then, and so keeps it from other certificates.
        var byKey = options.ByKey || (options.Reason == SslRevocationReason.KeyCompromise && !isAccountGiven && key is not null);
        var name = options.Account.Account ?? options.Account.Server.Key;
        if (byKey)
        {
            if (key is null) throw SslError.RevocationKeyMissing(certificate.Name);
            if (!_engine.Reader.KeyMatches(bundle.Leaf, key)) throw SslError.KeyMismatch(certificate.Name);
        }
        else
        {
            await _accounts.GetAsync(name, cancellationToken).ConfigureAwait(false);
        }

        return new RevocationPlan(certificate, options, bundle.Leaf, byKey ? key : null, name);
    }

    /// <summary>Carries out a plan. A certificate that is revoked already is remembered as such.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The certificate; revoked.</returns>
    /// <exception cref="SslToolsException">What the CA says.</exception>
    public async Task<SslCertificate> RevokeAsync(RevocationPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(plan, cancellationToken).ConfigureAwait(false);
        }
        catch (AcmeProblemException e) when (e.Problem.Code == "alreadyRevoked")
        {
            // By an earlier run that was killed, or by the CA itself.
        }

        var certificate = plan.Certificate;
        if (certificate.StorePath is null) return certificate.AsRevoked();
        var record = new RevocationRecord
        {
            Name = certificate.Name,
            SerialNumber = certificate.SerialNumber,
            Reason = plan.Options.Reason,
            Revoked = _engine.Clock.UtcNow.UtcDateTime,
            Directory = plan.Options.Account.Server.Directory.AbsoluteUri,
        };
        var store = _engine.OpenStore(certificate.StorePath);
        var revocations = _engine.OpenDocuments<RevocationRecord>(store, RevocationRecord.Collection);
        await revocations.SaveAsync(certificate.Sha256Fingerprint.ToLowerInvariant(), record, null, CancellationToken.None).ConfigureAwait(false);
        await new AcmeRenewals(_engine, store).ChangeAsync(
            certificate.Name, renewal => renewal.Version == certificate.Version ? renewal with { IsRevoked = true } : renewal, CancellationToken.None).ConfigureAwait(false);
        return certificate.AsRevoked();
    }

    private async Task<RevocationOptions> WithIssuerAsync(SslCertificate certificate, RevocationOptions options, CancellationToken cancellationToken)
    {
        if (options.IsIssuerGiven || certificate.StorePath is null) return options;
        var renewals = new AcmeRenewals(_engine, _engine.OpenStore(certificate.StorePath));
        if (await renewals.FindAsync(certificate.Name, certificate.Version, cancellationToken).ConfigureAwait(false) is not { } renewal) return options;
        var roots = options.Account.TrustedRoots.Count > 0 ? options.Account.TrustedRoots : renewal.TrustedRoots;
        return options with
        {
            Account = options.Account with { Server = AcmeServer.Parse(renewal.IssuedBy), Account = renewal.IssuedByAccount, TrustedRoots = roots },
        };
    }

    private async Task AskAsync(RevocationPlan plan, CancellationToken cancellationToken)
    {
        // RFC 5280 section 5.3.1: unspecified is said by saying nothing.
        int? reason = plan.Options.Reason == SslRevocationReason.Unspecified ? null : (int)plan.Options.Reason;
        var options = plan.Options.Account;
        if (plan.Key is null)
        {
            using var session = await _accounts.OpenAsync(options, cancellationToken).ConfigureAwait(false);
            await session.Client.RevokeAsync(session.Signer, plan.Leaf, reason, cancellationToken).ConfigureAwait(false);
            return;
        }

        using var client = await _accounts.ConnectAsync(options, cancellationToken).ConfigureAwait(false);
        await client.RevokeByKeyAsync(plan.Key, plan.Leaf, reason, cancellationToken).ConfigureAwait(false);
    }
}
