using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Switches the built-in SSL of environments on and off.</summary>
public sealed class BuiltInSslService
{
    private static readonly TimeSpan StateInterval = TimeSpan.FromSeconds(1);

    private readonly IReporter _reporter;
    private readonly ServedCertificate _served;

    /// <summary>Makes the service; it may be used for many environments at once.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="reporter">Tells the user.</param>
    public BuiltInSslService(IEngine engine, IReporter reporter)
    {
        _reporter = reporter;
        _served = new ServedCertificate(engine, reporter);
    }

    /// <summary>Finds the environment that a user means.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="environments">Its environments.</param>
    /// <param name="name">A name or own domain, as typed.</param>
    /// <returns>The environment.</returns>
    /// <exception cref="SslToolsException">EnvironmentNotFound with the nearest name, CustomDomainNotCovered, NotOneLabel.</exception>
    public static SslEnvironment Find(ISslPlatform platform, IReadOnlyList<SslEnvironment> environments, string name) =>
        EnvironmentNames.Find(platform, environments, name);

    /// <summary>Checks everything that can be checked before anything is changed.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="name">The environment's name.</param>
    /// <param name="on">The wanted state.</param>
    /// <param name="force">Whether another solution may be replaced.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">EnvironmentNotFound, PublicIPAttached, SolutionConflict, and what the platform itself finds.</exception>
    public async Task<BuiltInSslPlan> PlanAsync(ISslPlatform platform, string name, bool on, bool force, CancellationToken cancellationToken)
    {
        var environment = await ReadAsync(platform, name, cancellationToken).ConfigureAwait(false);
        var details = on ? await CheckAsync(platform, environment, force, cancellationToken).ConfigureAwait(false) : "";
        if (on)
            foreach (var warning in EnvironmentRules.Warnings(environment)) _reporter.Warning(warning);
        return new BuiltInSslPlan(platform, environment, on, force, details);
    }

    /// <summary>Carries out a plan: reads the environment again, checks again, and switches only what differs.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Cancels; a switch that was sent stays sent.</param>
    /// <returns>The environment as it is now.</returns>
    /// <exception cref="SslToolsException">SwitchNotConfirmed, and what <see cref="PlanAsync"/> throws.</exception>
    public async Task<SslEnvironment> ApplyAsync(BuiltInSslPlan plan, CancellationToken cancellationToken)
    {
        var platform = plan.Platform;
        var environment = await ReadAsync(platform, plan.Environment.Name, cancellationToken).ConfigureAwait(false);
        if (environment.BuiltInSsl == plan.On)
        {
            _reporter.Verbose($"Built-in SSL of '{environment.Name}' is already {(plan.On ? "on" : "off")}. Nothing was changed.");
            return environment;
        }

        if (plan.On) await CheckAsync(platform, environment, plan.Force, cancellationToken).ConfigureAwait(false);
        try
        {
            await platform.SetBuiltInSslAsync(environment, plan.On, cancellationToken).ConfigureAwait(false);
        }
        catch (PlatformAnswerLostException e)
        {
            await ConfirmAsync(platform, environment, plan.On, e).ConfigureAwait(false);
        }

        _reporter.Verbose($"Switched built-in SSL of '{environment.Name}' {(plan.On ? "on" : "off")}.");
        if (plan.On) await new SolutionSwitch(_served, _reporter).EndOthersAsync(platform, environment, cancellationToken).ConfigureAwait(false);
        return environment with { BuiltInSsl = plan.On, CertificateSource = plan.On ? SslCertificateSource.BuiltIn : null };
    }

    /// <summary>Reads by a handshake what the entry point serves for an environment's own domain.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="environment">The environment, its built-in SSL on.</param>
    /// <param name="wait">How long to wait until it is the platform's certificate; zero: one look.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The certificate, its source BuiltIn.</returns>
    /// <exception cref="SslToolsException">BuiltInSslNotServed.</exception>
    public Task<SslCertificate> ReadServedAsync(ISslPlatform platform, SslEnvironment environment, TimeSpan wait, CancellationToken cancellationToken) =>
        _served.ReadAsync(platform, environment, wait, cancellationToken);

    /// <summary>
    /// Waits until the platform itself says that an environment's built-in SSL is off. A handshake can't show it: the
    /// entry point may go on serving the same wildcard certificate for names that it does not know.
    /// </summary>
    /// <param name="platform">The platform.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="wait">How long.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The environment as it is now.</returns>
    /// <exception cref="SslToolsException">SwitchNotConfirmed.</exception>
    public async Task<SslEnvironment> WaitUntilOffAsync(
        ISslPlatform platform, SslEnvironment environment, TimeSpan wait, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var now = await ReadAsync(platform, environment.Name, cancellationToken).ConfigureAwait(false);
            if (!now.BuiltInSsl) return now;
            if (waited.Elapsed >= wait) throw SslError.SwitchNotConfirmed(environment, false, true);
            _reporter.Progress($"Built-in SSL of '{environment.Name}'", $"Waiting until '{platform.Name}' says that it is off");
            await Task.Delay(StateInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<SslEnvironment> ReadAsync(ISslPlatform platform, string name, CancellationToken cancellationToken)
    {
        if (await platform.FindAsync(name, cancellationToken).ConfigureAwait(false) is { } found) return found;
        return EnvironmentNames.Find(platform, await platform.ListAsync(cancellationToken).ConfigureAwait(false), name);
    }

    private static async Task<string> CheckAsync(ISslPlatform platform, SslEnvironment environment, bool force, CancellationToken cancellationToken)
    {
        EnvironmentRules.CheckEnable(platform, environment, force);
        return environment.BuiltInSsl ? "" : await platform.PlanBuiltInSslAsync(environment, cancellationToken).ConfigureAwait(false);
    }

    // Sent once and never again: whether it was carried out is read, not guessed.
    private async Task ConfirmAsync(ISslPlatform platform, SslEnvironment environment, bool on, PlatformAnswerLostException cause)
    {
        bool? now = null;
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            now = (await platform.FindAsync(environment.Name, limit.Token).ConfigureAwait(false))?.BuiltInSsl;
        }
        catch (Exception e) when (e is SslToolsException or OperationCanceledException)
        {
            _reporter.Verbose($"The state of '{environment.Name}' could not be read: {e.Message}");
        }

        if (now != on) throw SslError.SwitchNotConfirmed(environment, on, now, cause);
        _reporter.Verbose($"The answer for '{environment.Name}' was lost, but the platform says that built-in SSL is {(on ? "on" : "off")}.");
    }
}
