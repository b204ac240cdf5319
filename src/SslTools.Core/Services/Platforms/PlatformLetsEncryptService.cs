using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Has a platform's Let's Encrypt add-on issue for an environment.</summary>
public sealed class PlatformLetsEncryptService
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly IReporter _reporter;
    private readonly ServedCertificate _served;

    /// <summary>Makes the service.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="reporter">Tells the user.</param>
    public PlatformLetsEncryptService(IEngine engine, IReporter reporter)
    {
        _reporter = reporter;
        _served = new ServedCertificate(engine, reporter);
    }

    /// <summary>Checks everything that can be checked before the add-on is asked.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="names">Custom domains; none for a test certificate of the environment's own domain.</param>
    /// <param name="force">Whether built-in SSL may be replaced.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">PlatformCannot, EnvironmentNotFound, DomainNotBound, SolutionConflict.</exception>
    public async Task<PlatformLetsEncryptPlan> PlanAsync(
        ISslPlatform platform, string environment, IReadOnlyList<string> names, bool force, CancellationToken cancellationToken)
    {
        var found = await FindAsync(platform, environment, cancellationToken).ConfigureAwait(false);
        if (platform is not ILetsEncryptPlatform addOn)
        {
            throw SslError.PlatformCannot(
                platform.Name, "issue Let's Encrypt certificates itself",
                $"Use: Request-LetsEncryptCertificate {found.Domain} | Set-SslBinding -Platform {platform.Name} -Environment {found.Name}");
        }

        var domains = NameList.Split(names).Select(DnsName.Normalize).Distinct().ToList();
        Check(found, domains, force);
        var installed = await addOn.HasLetsEncryptAsync(found, cancellationToken).ConfigureAwait(false);
        return new PlatformLetsEncryptPlan(addOn, found, domains, force, installed);
    }

    /// <summary>Carries out a plan; the add-on is asked once, whatever comes of it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <returns>What the entry point serves, with the names it was issued without; null where it can't be read yet.</returns>
    public async Task<SslCertificate?> RequestAsync(PlatformLetsEncryptPlan plan, CancellationToken cancellationToken)
    {
        var environment = await FindAsync(plan.Platform, plan.Environment.Name, cancellationToken).ConfigureAwait(false);
        Check(environment, plan.Names, plan.Force);
        var result = await plan.Platform.RequestLetsEncryptAsync(environment, plan.Names, cancellationToken).ConfigureAwait(false);
        foreach (var skipped in result.Skipped) _reporter.Warning($"Issued without {skipped}; the add-on tries it again at the next renewal.");
        if (result.IsTest) _reporter.Warning($"'{environment.Name}' got the add-on's test certificate, which is untrusted: browsers refuse it. Name custom domains for a trusted one.");
        if (environment.BuiltInSsl && plan.Names.Count == 0) await plan.Platform.SetBuiltInSslAsync(environment, false, cancellationToken).ConfigureAwait(false);
        var issued = result.Issued.FirstOrDefault() ?? environment.Domain;
        try
        {
            var certificate = await _served.ReadAsync(
                plan.Platform, environment, issued, SslCertificateSource.LetsEncrypt, Patience, cancellationToken).ConfigureAwait(false);
            return certificate.WithSkippedNames(result.Skipped);
        }
        catch (SslToolsException e) when (e.ErrorId == "PlatformNotServed")
        {
            _reporter.Warning($"The add-on issued for {string.Join(", ", result.Issued)}, but what is served can't be read: {e.Message}");
            return null;
        }
    }

    private static void Check(SslEnvironment environment, IReadOnlyList<string> names, bool force)
    {
        foreach (var name in names)
            if (!environment.CustomDomains.Contains(name, StringComparer.OrdinalIgnoreCase)) throw SslError.DomainNotBound(environment, name);
        if (names.Count == 0 && environment.BuiltInSsl && !force)
            throw SslError.SolutionConflict(environment, "built-in SSL on, and without custom domains the add-on gives a test certificate that nobody trusts");
    }

    private static async Task<SslEnvironment> FindAsync(ISslPlatform platform, string name, CancellationToken cancellationToken) =>
        await platform.FindAsync(name, cancellationToken).ConfigureAwait(false)
        ?? EnvironmentNames.Find(platform, await platform.ListAsync(cancellationToken).ConfigureAwait(false), name);
}
