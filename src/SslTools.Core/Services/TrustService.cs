using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Puts roots in trust stores, and takes them out.</summary>
public sealed class TrustService
{
    private readonly IReadOnlyList<ITrustStore> _stores;
    private readonly IReporter _reporter;

    /// <summary>Makes the service.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="reporter">Tells the user.</param>
    public TrustService(IEngine engine, IReporter reporter)
    {
        _stores = engine.TrustStores;
        _reporter = reporter;
    }

    /// <summary>The kinds of trust store, in the order in which they are changed.</summary>
    /// <param name="stores">The adapters.</param>
    /// <returns>The kinds.</returns>
    // The system's comes first: its tool may fill the others' stores as well (Java's on Debian and Red Hat).
    public static IReadOnlyList<string> Kinds(IEnumerable<ITrustStore> stores) =>
        stores.Select(s => s.Name).Distinct().OrderBy(name => name != "System").ToList();

    /// <summary>Checks the kinds that the user named.</summary>
    /// <param name="names">Names in any case; empty: all kinds.</param>
    /// <returns>The kinds, without repetition.</returns>
    /// <exception cref="SslToolsException">UnknownTrustStore.</exception>
    public IReadOnlyList<string> Select(IReadOnlyList<string> names)
    {
        var kinds = Kinds(_stores);
        var unknown = names.FirstOrDefault(n => !kinds.Contains(n, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null) throw SslError.UnknownTrustStore(unknown, kinds);
        return names.Count == 0 ? kinds : kinds.Where(k => names.Contains(k, StringComparer.OrdinalIgnoreCase)).ToList();
    }

    /// <summary>Finds the trust stores of a kind on this machine.</summary>
    /// <param name="kind">One of <see cref="Select"/>.</param>
    /// <param name="named">Whether the user named it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The stores; empty only where the kind was not named.</returns>
    /// <exception cref="SslToolsException">TrustStoreNotFound.</exception>
    public async Task<IReadOnlyList<TrustTarget>> LocateAsync(string kind, bool named, CancellationToken cancellationToken)
    {
        var targets = new List<TrustTarget>();
        foreach (var store in _stores.Where(s => s.Name == kind))
        {
            var locations = await ExplainAsync(kind, () => store.LocateAsync(cancellationToken)).ConfigureAwait(false);
            targets.AddRange(locations.Select(location => new TrustTarget(store, location, named)));
        }

        return targets.Count == 0 && named ? throw SslError.TrustStoreNotFound(kind) : targets;
    }

    /// <summary>Finds out what is to be done; changes nothing.</summary>
    /// <param name="authority">Whose root.</param>
    /// <param name="target">The trust store.</param>
    /// <param name="install">Whether the root goes in; otherwise it comes out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">TrustStoreUnavailable for a store that was named, TrustStoreFailed.</exception>
    public async Task<TrustPlan> PlanAsync(
        SslCertificateAuthority authority, TrustTarget target, bool install, CancellationToken cancellationToken)
    {
        var (store, location, named) = target;
        var state = await ExplainAsync(location.Path, () => store.GetStateAsync(location, authority, cancellationToken)).ConfigureAwait(false);
        var plan = new TrustPlan(authority, target, install, null);
        if (state == (install ? TrustState.Trusted : TrustState.Absent))
        {
            var what = install ? "trusted already by" : "not in";
            _reporter.Verbose($"The root of '{authority.Name}' is {what} {location.Kind} '{location.Path}'.");
            return plan with { Settled = Change(plan, install ? SslTrustResult.AlreadyInstalled : SslTrustResult.NotInstalled) };
        }

        if (location.Unavailable is null) return plan;
        if (named) throw SslError.TrustStoreUnavailable(location.Kind, location.Path, location.Unavailable);
        _reporter.Warning($"The {location.Kind} trust store '{location.Path}' was left as it is: {location.Unavailable}.");
        return plan with { Settled = Change(plan, SslTrustResult.Skipped, location.Unavailable) };
    }

    /// <summary>Carries out a plan.</summary>
    /// <param name="plan">A plan that is not settled.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What became of the root.</returns>
    /// <exception cref="SslToolsException">TrustStoreFailed; the store is as it was.</exception>
    public async Task<SslTrustChange> ApplyAsync(TrustPlan plan, CancellationToken cancellationToken)
    {
        var (store, location, _) = plan.Target;
        await ExplainAsync(location.Path, async () =>
        {
            if (plan.Install) await store.InstallAsync(location, plan.Authority, cancellationToken).ConfigureAwait(false);
            else await store.UninstallAsync(location, plan.Authority, cancellationToken).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        var what = plan.Install ? "added to" : "removed from";
        _reporter.Verbose($"The root of '{plan.Authority.Name}' was {what} {location.Kind} '{location.Path}'.");
        return Change(plan, plan.Install ? SslTrustResult.Installed : SslTrustResult.Removed);
    }

    private static SslTrustChange Change(TrustPlan plan, SslTrustResult result, string? reason = null) => new()
    {
        Authority = plan.Authority.Name,
        TrustStore = plan.Target.Location.Kind,
        Path = plan.Target.Location.Path,
        Result = result,
        Reason = reason,
        Sha256Fingerprint = plan.Authority.Sha256Fingerprint,
    };

    private static async Task<T> ExplainAsync<T>(string path, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw SslError.TrustStoreFailed(path, e.Message, e);
        }
    }
}
