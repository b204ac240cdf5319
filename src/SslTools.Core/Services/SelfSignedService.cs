using System;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Issues certificates that are signed by their own key or by a local CA.</summary>
public sealed class SelfSignedService
{
    private readonly IClock _clock;
    private readonly ICertificateIssuer _issuer;
    private readonly ICertificateStore _certificates;
    private readonly IAuthorityStore _authorities;
    private readonly IReporter _reporter;
    private readonly SignerCache _signers;

    /// <summary>Makes the service; it may be used for many certificates.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    /// <param name="reporter">Tells the user.</param>
    public SelfSignedService(IEngine engine, IStore store, IReporter reporter)
    {
        _clock = engine.Clock;
        _issuer = engine.Issuer;
        _certificates = engine.OpenCertificates(store);
        _authorities = engine.OpenAuthorities(store);
        _signers = new SignerCache(_authorities, engine.Reader);
        _reporter = reporter;
    }

    /// <summary>Checks everything that can be checked before anything is done.</summary>
    /// <param name="options">What the user asked for.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">What is wrong with the order.</exception>
    public async Task<SelfSignedPlan> PlanAsync(SelfSignedOptions options, CancellationToken cancellationToken)
    {
        var names = SubjectNames.Parse(options.DnsNames, options.IPAddresses);
        var name = StoreName.Parse(options.Name ?? StoreName.FromSubject(names));
        var period = ValidityPeriod.Create(
            options.NotBefore, options.NotAfter, options.ValidityDays, ValidityPeriod.DefaultDays, _clock.UtcNow);
        if (options.Authority is not null) period = await ForAuthorityAsync(options, names, period, cancellationToken).ConfigureAwait(false);
        if (period.Days > ValidityPeriod.DefaultDays)
            _reporter.Warning($"The certificate for '{names.First}' is valid for {period.Days} days; some clients refuse more than {ValidityPeriod.DefaultDays}.");
        if (options.KeyAlgorithm == SslKeyAlgorithm.Ed25519)
            _reporter.Warning("Web browsers do not accept Ed25519 certificates; use P256 for a public web server.");
        if (!options.Ephemeral && !options.Force && await _certificates.ExistsAsync(name, cancellationToken).ConfigureAwait(false))
            throw SslError.AlreadyExists("certificate", name);
        var template = new CertificateTemplate
        {
            Names = names,
            Subject = options.Subject,
            KeyAlgorithm = options.KeyAlgorithm,
            NotBefore = period.NotBefore,
            NotAfter = period.NotAfter,
        };
        return new SelfSignedPlan(name, template, options, _certificates.Location);
    }

    /// <summary>Carries out a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Cancels; nothing is kept then.</param>
    /// <returns>The certificate.</returns>
    /// <exception cref="SslToolsException">InvalidSubject, or what the store says. Nothing was kept.</exception>
    public async Task<SslCertificate> IssueAsync(SelfSignedPlan plan, CancellationToken cancellationToken)
    {
        var options = plan.Options;
        var source = options.Authority is null ? SslCertificateSource.SelfSigned : SslCertificateSource.CertificateAuthority;
        CertificateBundle bundle;
        if (options.Authority is null)
        {
            bundle = _issuer.IssueSelfSigned(plan.Template);
        }
        else
        {
            var signer = await _signers.GetAsync(options.Authority, options.AuthorityPassphrase, cancellationToken).ConfigureAwait(false);
            var issued = _issuer.IssueFrom(plan.Template, signer.Bundle);
            bundle = new CertificateBundle(issued.Leaf, signer.Chain, issued.PrivateKey);
        }

        if (options.Ephemeral) return _certificates.Describe(plan.Name, bundle, source);
        var origin = new CertificateOrigin
        {
            Source = source,
            Authority = options.Authority,
            Subject = options.Subject,
            ValidityDays = new ValidityPeriod(plan.Template.NotBefore, plan.Template.NotAfter).Days,
        };
        var certificate = await _certificates.SaveAsync(plan.Name, bundle, origin, options.Force, cancellationToken).ConfigureAwait(false);
        _reporter.Verbose($"Kept '{certificate.Name}' version {certificate.Version} in '{_certificates.Location}'.");
        return certificate;
    }

    // A certificate never outlives its issuer, and its names lie within the issuer's name constraints.
    private async Task<ValidityPeriod> ForAuthorityAsync(
        SelfSignedOptions options, SubjectNames names, ValidityPeriod period, CancellationToken cancellationToken)
    {
        var authority = await _authorities.FindAsync(options.Authority!, cancellationToken).ConfigureAwait(false)
            ?? throw SslError.NotFound("certificate authority", options.Authority!, _authorities.Location);
        NameConstraintCheck.Check(authority, names);
        var end = new DateTimeOffset(authority.NotAfter);
        if (period.NotBefore >= end || period.NotBefore < new DateTimeOffset(authority.NotBefore))
        {
            throw SslError.AuthorityExpired(
                authority.Name, $"it is valid from {ValidityPeriod.Text(authority.NotBefore)} to {ValidityPeriod.Text(authority.NotAfter)}, the certificate would begin at {ValidityPeriod.Text(period.NotBefore)}");
        }

        if (period.NotAfter <= end) return period;
        if (options.NotAfter is not null || options.ValidityDays is not null)
            _reporter.Warning($"The certificate for '{names.First}' ends with its authority '{authority.Name}', at {ValidityPeriod.Text(end)}.");
        return period with { NotAfter = end };
    }
}
