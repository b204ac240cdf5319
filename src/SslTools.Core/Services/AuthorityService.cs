using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Makes local certificate authorities.</summary>
public sealed class AuthorityService
{
    private const int DefaultDays = 3650;

    private readonly IClock _clock;
    private readonly ICertificateIssuer _issuer;
    private readonly IAuthorityStore _authorities;

    /// <summary>Makes the service.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    public AuthorityService(IEngine engine, IStore store)
    {
        _clock = engine.Clock;
        _issuer = engine.Issuer;
        _authorities = engine.OpenAuthorities(store);
    }

    /// <summary>Checks everything that can be checked before anything is done.</summary>
    /// <param name="options">What the user asked for.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">What is wrong with the order.</exception>
    public async Task<AuthorityPlan> PlanAsync(AuthorityOptions options, CancellationToken cancellationToken)
    {
        var name = StoreName.Parse(options.Name);
        if (options.Passphrase is null && !options.Intermediate) throw SslError.NothingToSignWith();
        if (options.Passphrase is { Length: 0 }) throw SslError.EmptyPassphrase();
        var period = ValidityPeriod.Create(null, null, options.ValidityDays, DefaultDays, _clock.UtcNow);
        var template = new AuthorityTemplate
        {
            Subject = options.Subject ?? $"CN={options.Name} Root",
            KeyAlgorithm = options.KeyAlgorithm,
            NotBefore = period.NotBefore,
            NotAfter = period.NotAfter,
            Intermediate = options.Intermediate,
            PermittedDnsNames = options.PermittedDnsNames.Select(n => DnsName.Normalize(n.TrimStart('.'))).ToList(),
            PermittedAddresses = options.PermittedIPAddresses.Select(AddressRange.Parse).ToList(),
        };
        if (!options.Force && (await _authorities.ListAsync(cancellationToken).ConfigureAwait(false)).Contains(name))
            throw SslError.AlreadyExists("certificate authority", name);
        return new AuthorityPlan(name, template, options, _authorities.Location);
    }

    /// <summary>Carries out a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Cancels; nothing is kept then.</param>
    /// <returns>The authority.</returns>
    /// <exception cref="SslToolsException">InvalidSubject, or what the store says. Nothing was kept.</exception>
    public Task<SslCertificateAuthority> CreateAsync(AuthorityPlan plan, CancellationToken cancellationToken)
    {
        var material = _issuer.CreateAuthority(plan.Template);
        return _authorities.SaveAsync(
            plan.Name, material, plan.Template, plan.Options.Passphrase, plan.Options.Force, cancellationToken);
    }
}
