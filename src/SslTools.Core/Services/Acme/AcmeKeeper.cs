using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Keeps an issued certificate and how to renew it. Doing so twice, after a kill in between, is as good as once.</summary>
internal sealed class AcmeKeeper
{
    private readonly ICertificateReader _reader;
    private readonly ICertificateStore _certificates;
    private readonly AcmeRenewals _renewals;
    private readonly IReporter _reporter;

    /// <summary>Makes the step.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    /// <param name="renewals">How to renew.</param>
    /// <param name="reporter">Tells the user.</param>
    public AcmeKeeper(IEngine engine, IStore store, AcmeRenewals renewals, IReporter reporter)
    {
        _reader = engine.Reader;
        _certificates = engine.OpenCertificates(store);
        _renewals = renewals;
        _reporter = reporter;
    }

    /// <summary>Keeps it.</summary>
    /// <param name="plan">What was asked for.</param>
    /// <param name="session">The CA and the account.</param>
    /// <param name="outcome">What was issued.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The stored certificate.</returns>
    public async Task<SslCertificate> KeepAsync(AcmeRequestPlan plan, AcmeSession session, OrderOutcome outcome, CancellationToken cancellationToken)
    {
        var description = _reader.Describe(outcome.Bundle.Leaf);
        var current = await _certificates.FindAsync(plan.Name, 0, cancellationToken).ConfigureAwait(false);
        if (current?.Sha256Fingerprint != description.Sha256Fingerprint)
        {
            // First how to renew it: a certificate that is kept and never renewed would be the worse half.
            var next = (current?.Version ?? 0) + 1;
            await _renewals.SaveAsync(plan.Name, RecordOf(plan, session, outcome, description, next), plan.Options.DnsSecrets, cancellationToken).ConfigureAwait(false);
            var origin = new CertificateOrigin { Source = SslCertificateSource.LetsEncrypt, KeyElsewhere = outcome.Bundle.PrivateKey is null };
            current = await _certificates.SaveAsync(plan.Name, outcome.Bundle, origin, true, cancellationToken).ConfigureAwait(false);
            if (current.Version == next) return Kept(current);
        }

        var record = RecordOf(plan, session, outcome, description, current!.Version);
        await _renewals.SaveAsync(plan.Name, record, plan.Options.DnsSecrets, cancellationToken).ConfigureAwait(false);
        return Kept(current);
    }

    private SslCertificate Kept(SslCertificate certificate)
    {
        _reporter.Verbose($"Kept '{certificate.Name}' version {certificate.Version} in '{_certificates.Location}'.");
        return certificate;
    }

    private static AcmeRenewalRecord RecordOf(
        AcmeRequestPlan plan, AcmeSession session, OrderOutcome outcome, CertificateDescription certificate, int version)
    {
        var options = plan.Options;
        return new AcmeRenewalRecord
        {
            Version = version,
            Servers = options.Servers.Select(server => server.Directory.AbsoluteUri).ToList(),
            IssuedBy = session.Server.Directory.AbsoluteUri,
            Order = outcome.Address,
            IssuedByAccount = session.AccountName,
            Account = options.Account.Account,
            TrustedRoots = options.Account.TrustedRoots,
            Names = plan.Identifiers.Select(identifier => identifier.Value).ToList(),
            Challenges = options.Challenges,
            Profile = options.Profile,
            PreferredChain = options.PreferredChain,
            KeyAlgorithm = options.KeyAlgorithm,
            ReuseKey = options.ReuseKey,
            MustStaple = options.MustStaple,
            SkipFailedNames = options.SkipFailedNames,
            CertificateRequest = options.CertificateRequest,
            CertId = AcmeCertId.Of(certificate),
            NotBefore = certificate.NotBefore,
            NotAfter = certificate.NotAfter,
        };
    }
}
