using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Requests certificates from ACME CAs: plans, tries one CA after the other, keeps what was issued and how to renew it.</summary>
public sealed class AcmeRequestService : IDisposable
{
    private readonly IEngine _engine;
    private readonly ICertificateStore _certificates;
    private readonly AcmeAccountService _accounts;
    private readonly AcmeLedger _ledger;
    private readonly AcmeRenewals _renewals;
    private readonly AcmeKeeper _keeper;
    private readonly ChallengeWays _ways;
    private readonly OrderRun _orders;
    private readonly IReporter _reporter;

    /// <summary>Makes the service; it may be used for many certificates at once.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    /// <param name="dns">Makes DNS providers.</param>
    /// <param name="reporter">Tells the user.</param>
    public AcmeRequestService(IEngine engine, IStore store, IDnsProviderSource dns, IReporter reporter)
    {
        _engine = engine;
        _certificates = engine.OpenCertificates(store);
        _accounts = new AcmeAccountService(engine, store);
        _ledger = new AcmeLedger(engine, store);
        _renewals = new AcmeRenewals(engine, store);
        _keeper = new AcmeKeeper(engine, store, _renewals, reporter);
        _ways = new ChallengeWays(engine, dns, reporter);
        _orders = new OrderRun(engine, store, _ledger, reporter);
        _reporter = reporter;
    }

    /// <summary>Ends the listeners and connections.</summary>
    public void Dispose()
    {
        _ways.Dispose();
        _ledger.Dispose();
    }

    /// <summary>The certificates whose orders are not finished.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Their names.</returns>
    internal Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken) => _orders.ListAsync(cancellationToken);

    /// <summary>Finds the order of a certificate that is not finished.</summary>
    /// <param name="name">The certificate's name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The order, or null.</returns>
    internal Task<AcmeOrderRecord?> FindOrderAsync(string name, CancellationToken cancellationToken) => _orders.FindAsync(name, cancellationToken);

    /// <summary>Forgets what is left of an order whose certificate was kept; one that another run is at work on is left to it.</summary>
    /// <param name="name">The certificate's name.</param>
    /// <param name="address">The order's URL.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    internal async Task ForgetAsync(string name, string address, CancellationToken cancellationToken)
    {
        try
        {
            using var held = await _orders.LockAsync(name, cancellationToken).ConfigureAwait(false);
            if ((await _orders.FindAsync(name, cancellationToken).ConfigureAwait(false))?.Address == address)
                await _orders.ForgetAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (SslToolsException e) when (e.ErrorId == "StoreLocked")
        {
            _reporter.Verbose(e.Message);
        }
    }

    /// <summary>Checks everything that can be checked without asking anyone.</summary>
    /// <param name="options">What the user asked for.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">What is wrong with the request.</exception>
    public async Task<AcmeRequestPlan> PlanAsync(AcmeRequestOptions options, CancellationToken cancellationToken)
    {
        var names = SubjectNames.Parse(NamesOf(options));
        var name = StoreName.Parse(options.Name ?? StoreName.FromSubject(names));
        var plan = new AcmeRequestPlan(name, names, options, _certificates.Location);
        var existing = await _certificates.FindAsync(name, 0, cancellationToken).ConfigureAwait(false);
        var renewal = existing is null ? null : await _renewals.FindAsync(existing.Name, existing.Version, cancellationToken).ConfigureAwait(false);
        var same = renewal is not null && new HashSet<string>(renewal.Names).SetEquals(plan.Identifiers.Select(identifier => identifier.Value));
        var order = await _orders.FindAsync(name, cancellationToken).ConfigureAwait(false);
        var interrupted = order?.Request == JobOf(plan).Fingerprint;
        var mayReplace = same || (interrupted && existing?.Source == SslCertificateSource.LetsEncrypt);
        if (existing is not null && !mayReplace && !options.Force) throw SslError.AlreadyExists("certificate", name);
        var steps = _ways.Describe(plan.Identifiers, options.Challenges, options.DnsSecrets);
        var server = options.Servers[0];
        return plan with
        {
            Existing = existing,
            IsInterrupted = interrupted,
            IsCurrent = same && !options.Force && !renewal!.IsRevoked && !RenewalRule.IsDue(renewal!, _engine.Clock.UtcNow.UtcDateTime)
                && options.Servers.Any(candidate => candidate.Directory.AbsoluteUri == renewal!.IssuedBy),
            Steps = steps,
            Room = await _ledger.ReadAsync(server, options.Account.Account ?? server.Key, plan.Identifiers, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>Carries out a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Cancels; what was presented is cleaned up, and the next run goes on with the order.</param>
    /// <returns>The certificate; it says which names it was issued without.</returns>
    /// <exception cref="SslToolsException">What went wrong with the last CA of the list.</exception>
    public async Task<SslCertificate> RequestAsync(AcmeRequestPlan plan, CancellationToken cancellationToken)
    {
        using (await _orders.LockAsync(plan.Name, cancellationToken).ConfigureAwait(false))
        {
            // Another run may have been faster while this one waited for the lock.
            var current = await _certificates.FindAsync(plan.Name, 0, cancellationToken).ConfigureAwait(false);
            if (current is not null && current.Version != (plan.Existing?.Version ?? 0)
                && await _renewals.FindAsync(plan.Name, current.Version, cancellationToken).ConfigureAwait(false) is not null)
                return current;

            var order = await _orders.FindAsync(plan.Name, cancellationToken).ConfigureAwait(false);
            if (current is not null && order is not null && await IsOverAsync(order, current, cancellationToken).ConfigureAwait(false))
            {
                await _orders.ForgetAsync(plan.Name, cancellationToken).ConfigureAwait(false);
                if (plan.IsCurrent) return current;
            }

            // The CA that has an order of an earlier run comes first.
            var servers = plan.Options.Servers.OrderBy(server => server.Directory.AbsoluteUri == order?.Directory ? 0 : 1).ToList();
            var failures = new List<string>();
            for (var i = 0; ; i++)
            {
                var server = servers[i];
                try
                {
                    return await RequestFromAsync(server, plan, cancellationToken).ConfigureAwait(false);
                }
                catch (SslToolsException e) when (servers.Count > 1 && CanFailOver(e))
                {
                    failures.Add(e.Message);
                    if (i == servers.Count - 1) throw SslError.AllServersFailed(failures, e);
                    _reporter.Warning($"{e.Message} Trying {servers[i + 1]} instead.");
                }
            }
        }
    }

    // Killed after everything was kept: all that is left of the run is its order.
    private async Task<bool> IsOverAsync(AcmeOrderRecord order, SslCertificate current, CancellationToken cancellationToken) =>
        order.Address is not null && (await _renewals.FindAsync(current.Name, current.Version, cancellationToken).ConfigureAwait(false))?.Order == order.Address;

    private async Task<SslCertificate> RequestFromAsync(AcmeServer server, AcmeRequestPlan plan, CancellationToken cancellationToken)
    {
        var options = plan.Options;

        // A name of an account is one at the first CA; the others have their own.
        var name = server == options.Servers[0] ? options.Account.Account : null;
        using var session = await _accounts.OpenAsync(options.Account with { Server = server, Account = name }, cancellationToken).ConfigureAwait(false);
        var profile = CheckProfile(session, options.Profile);
        var ways = _ways.Open(options.Challenges, options.DnsSecrets);
        if (options.Preflight) await new AcmePreflight(_engine, _reporter).CheckAsync(session, plan.Identifiers, options.Challenges, ways, cancellationToken).ConfigureAwait(false);
        var job = JobOf(plan) with
        {
            Profile = profile,
            Replaces = await ReplacesAsync(plan, server, cancellationToken).ConfigureAwait(false),
        };
        SslCertificate? result = null;
        await _orders.RunAsync(session, job, ways, async outcome =>
        {
            var certificate = await _keeper.KeepAsync(plan, session, outcome, CancellationToken.None).ConfigureAwait(false);
            result = certificate.WithSkippedNames(outcome.Skipped);
        }, cancellationToken).ConfigureAwait(false);
        await _renewals.AskAsync(plan.Name, session.Client, _reporter, cancellationToken).ConfigureAwait(false);
        return result!;
    }

    private static OrderJob JobOf(AcmeRequestPlan plan)
    {
        var options = plan.Options;
        return new OrderJob(plan.Name, plan.Identifiers)
        {
            Profile = options.Profile,
            KeyAlgorithm = options.KeyAlgorithm,
            PrivateKey = options.ReuseKey && options.CertificateRequest is null && plan.Existing?.IsRevoked != true ? plan.Existing?.GetBundle().PrivateKey : null,
            CertificateRequest = options.CertificateRequest,
            MustStaple = options.MustStaple,
            SkipFailedNames = options.SkipFailedNames,
            PreferredChain = options.PreferredChain,
            IgnoreLimits = options.Force,
            Limit = options.Limit,
        };
    }

    private IEnumerable<string> NamesOf(AcmeRequestOptions options)
    {
        if (options.CertificateRequest is null) return NameList.Split(options.Names);
        var names = _engine.Reader.ReadRequestNames(options.CertificateRequest);
        return names.DnsNames.Concat(names.IPAddresses.Select(address => address.ToString()));
    }

    // Only the CA that issued the certificate can take an order as its replacement.
    private async Task<string?> ReplacesAsync(AcmeRequestPlan plan, AcmeServer server, CancellationToken cancellationToken)
    {
        if (plan.Existing is null) return null;
        var renewal = await _renewals.FindAsync(plan.Name, plan.Existing.Version, cancellationToken).ConfigureAwait(false);
        return renewal?.IssuedBy == server.Directory.AbsoluteUri ? renewal.CertId : null;
    }

    private static string? CheckProfile(AcmeSession session, string? profile)
    {
        if (profile is null) return null;
        var known = session.Directory.Profiles.Keys;
        return known.FirstOrDefault(name => string.Equals(name, profile, StringComparison.OrdinalIgnoreCase))
            ?? throw SslError.UnknownProfile(session.Server.Name, profile, known);
    }

    // A name that fails at one CA would fail at the next: only what is the CA's own trouble is a reason to go on.
    private static bool CanFailOver(SslToolsException error) =>
        error.ErrorId is "AcmeUnreachable" or "AcmeBadAnswer" or "AcmeRateLimitForeseen" or "AcmeTimeout" or "AcmeRateLimited" or "AcmeServerInternal" or "UnknownAcmeProfile"
        || error is AcmeProblemException { Problem.Status: >= 500 };
}
