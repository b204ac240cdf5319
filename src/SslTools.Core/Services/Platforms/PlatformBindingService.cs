using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Certificates of one's own at the environments of hosting platforms.</summary>
public sealed class PlatformBindingService
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly IEngine _engine;
    private readonly IReporter _reporter;

    /// <summary>Makes the service.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="reporter">Tells the user.</param>
    public PlatformBindingService(IEngine engine, IReporter reporter)
    {
        _engine = engine;
        _reporter = reporter;
    }

    /// <summary>Checks everything that can be checked before anything is uploaded.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="store">The store that keeps the certificate.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="hostNames">The custom domains; none for all it covers.</param>
    /// <param name="force">Whether another solution may be replaced.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The plan.</returns>
    public async Task<PlatformBindingPlan> PlanAsync(
        ISslPlatform platform, IStore store, string environment, SslCertificate certificate, IReadOnlyList<string> hostNames, bool force,
        CancellationToken cancellationToken)
    {
        var custom = Custom(platform);
        await BindingCertificate.CheckAsync(certificate, _engine.OpenCertificates(store), _engine.Reader, _reporter, cancellationToken).ConfigureAwait(false);
        var found = await FindAsync(platform, environment, cancellationToken).ConfigureAwait(false);
        return new PlatformBindingPlan(custom, found, PlatformCertificateRules.Check(custom, found, certificate, hostNames, force), force);
    }

    /// <summary>Carries out a plan: reads the environment again, checks again, installs, and ends what conflicts once the new one is served.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The environment as it is now.</returns>
    public async Task<SslEnvironment> ApplyAsync(PlatformBindingPlan plan, CancellationToken cancellationToken)
    {
        var environment = await FindAsync(plan.Platform, plan.Environment.Name, cancellationToken).ConfigureAwait(false);
        var order = PlatformCertificateRules.Check(plan.Platform, environment, plan.Order.Certificate, OwnNames(plan), plan.Force);
        await plan.Platform.InstallCertificateAsync(environment, order, cancellationToken).ConfigureAwait(false);
        if (!plan.SwitchesOff) return await FindAsync(plan.Platform, environment.Name, cancellationToken).ConfigureAwait(false);
        await new ServedCertificate(_engine, _reporter).WaitForAsync(plan.Platform, environment, order, Patience, cancellationToken).ConfigureAwait(false);
        await plan.Platform.SetBuiltInSslAsync(environment, false, cancellationToken).ConfigureAwait(false);
        return await FindAsync(plan.Platform, environment.Name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The certificates that an environment has, built-in SSL among them.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="environment">The environment, just read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The bindings.</returns>
    public async Task<IReadOnlyList<SslPlatformBinding>> ReadAsync(ISslPlatform platform, SslEnvironment environment, CancellationToken cancellationToken)
    {
        var bindings = new List<SslPlatformBinding>();
        if (environment.BuiltInSsl) bindings.Add(Show(environment, new() { Entry = SslPlatformEntry.LoadBalancer, Domains = [environment.Domain] }, SslCertificateSource.BuiltIn));
        if (platform is not ICustomSslPlatform custom) return bindings;
        foreach (var certificate in await custom.ListCertificatesAsync(environment, cancellationToken).ConfigureAwait(false))
            bindings.Add(Show(environment, certificate, certificate.IsLetsEncrypt ? SslCertificateSource.LetsEncrypt : SslCertificateSource.Custom));
        return bindings;
    }

    /// <summary>The certificates of one's own that would be removed from an environment.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="hostNames">Only those for these domains; none for all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">PlatformBindingNotFound.</exception>
    public async Task<PlatformRemovalPlan> PlanRemoveAsync(
        ISslPlatform platform, string environment, IReadOnlyList<string> hostNames, CancellationToken cancellationToken)
    {
        var custom = Custom(platform);
        var found = await FindAsync(platform, environment, cancellationToken).ConfigureAwait(false);
        var certificates = (await custom.ListCertificatesAsync(found, cancellationToken).ConfigureAwait(false))
            .Where(certificate => hostNames.Count == 0 || certificate.Domains.Intersect(hostNames, StringComparer.OrdinalIgnoreCase).Any()).ToList();
        if (certificates.Count == 0) throw SslError.PlatformBindingNotFound(found, hostNames);
        return new PlatformRemovalPlan(custom, found, certificates);
    }

    /// <summary>Removes certificates from an environment.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    public async Task RemoveAsync(PlatformRemovalPlan plan, CancellationToken cancellationToken)
    {
        var addOn = plan.Platform as ILetsEncryptPlatform;
        foreach (var certificate in plan.Certificates)
        {
            if (certificate.IsLetsEncrypt && addOn is not null) await addOn.RemoveLetsEncryptAsync(plan.Environment, cancellationToken).ConfigureAwait(false);
            else await plan.Platform.RemoveCertificateAsync(plan.Environment, certificate, cancellationToken).ConfigureAwait(false);
            _reporter.Verbose($"Removed the certificate for {string.Join(", ", certificate.Domains)} from '{plan.Environment.Name}'.");
        }
    }

    private static IReadOnlyList<string> OwnNames(PlatformBindingPlan plan) => plan.Platform is ILocalSslPlatform ? [] : plan.Order.Domains;

    private static ICustomSslPlatform Custom(ISslPlatform platform) => platform as ICustomSslPlatform
        ?? throw SslError.PlatformCannot(platform.Name, "take certificates of your own", "Use built-in SSL: Enable-BuiltInSsl.");

    private static async Task<SslEnvironment> FindAsync(ISslPlatform platform, string name, CancellationToken cancellationToken) =>
        await platform.FindAsync(name, cancellationToken).ConfigureAwait(false)
        ?? EnvironmentNames.Find(platform, await platform.ListAsync(cancellationToken).ConfigureAwait(false), name);

    private SslPlatformBinding Show(SslEnvironment environment, PlatformCertificate certificate, SslCertificateSource source)
    {
        var description = certificate.Leaf is null ? null : _engine.Reader.Describe(certificate.Leaf);
        return new SslPlatformBinding
        {
            Platform = environment.Platform,
            Environment = environment.Name,
            HostNames = certificate.Domains,
            Source = source,
            Entry = certificate.Entry,
            Thumbprint = description?.Thumbprint,
            NotAfter = description?.NotAfter,
            DaysRemaining = description is null ? null : (int)Math.Floor((description.NotAfter - _engine.Clock.UtcNow.UtcDateTime).TotalDays),
            CertificateId = certificate.Id,
        };
    }
}
