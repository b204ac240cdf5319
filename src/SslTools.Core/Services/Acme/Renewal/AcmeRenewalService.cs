using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Renews what is due, at the CA's wish or by age, and makes the bound servers serve it.</summary>
public sealed class AcmeRenewalService : IDisposable
{
    private const int Readers = 8;

    private readonly IEngine _engine;
    private readonly ICertificateStore _certificates;
    private readonly AcmeRenewals _renewals;
    private readonly AcmeRequestService _requests;
    private readonly InterruptedRenewals _interrupted;
    private readonly Redeployment _redeployment;
    private readonly RenewalQuestions _questions;

    /// <summary>Makes the service.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    /// <param name="dns">Makes DNS providers.</param>
    /// <param name="reporter">Tells the user.</param>
    public AcmeRenewalService(IEngine engine, IStore store, IDnsProviderSource dns, IReporter reporter)
    {
        _engine = engine;
        _certificates = engine.OpenCertificates(store);
        _renewals = new AcmeRenewals(engine, store);
        _requests = new AcmeRequestService(engine, store, dns, reporter);
        _interrupted = new InterruptedRenewals(engine, _certificates, _renewals, _requests);
        _redeployment = new Redeployment(engine, store, reporter);
        _questions = new RenewalQuestions(engine, _renewals, reporter);
    }

    /// <summary>The certificates that can be renewed.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Their names, sorted.</returns>
    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => _renewals.ListAsync(cancellationToken);

    /// <summary>Ends listeners and connections.</summary>
    public void Dispose()
    {
        _requests.Dispose();
        _questions.Dispose();
    }

    /// <summary>Tells which certificates are due; asks their CAs where the last answer is old.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="force">Whether they are renewed in any case.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>One entry a name, in order.</returns>
    public async Task<IReadOnlyList<RenewalCheck>> CheckAsync(IReadOnlyList<string> names, bool force, CancellationToken cancellationToken)
    {
        // Thousands of small files on one side, slow CAs on the other: a few tasks, each with its share.
        var results = new RenewalCheck[names.Count];
        var unfinished = new HashSet<string>(await _requests.ListUnfinishedAsync(cancellationToken).ConfigureAwait(false), StringComparer.Ordinal);
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(Readers, names.Count)).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < names.Count;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    results[i] = RenewalCheck.Of(names[i], await CheckAsync(names[i], force, unfinished, cancellationToken).ConfigureAwait(false));
                }
                catch (SslToolsException e)
                {
                    results[i] = RenewalCheck.Failed(names[i], e);
                }
            }
        }, cancellationToken))).ConfigureAwait(false);
        return results;
    }

    /// <summary>Why nothing can be renewed under a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>NotFound or NotRenewable.</returns>
    public async Task<SslToolsException> ExplainAsync(string name, CancellationToken cancellationToken) =>
        await _certificates.GetVersionAsync(name, cancellationToken).ConfigureAwait(false) == 0
            ? SslError.NotFound("certificate", name, _certificates.Location) : SslError.NotRenewable(name);

    // Null where the name is not that of a certificate from an ACME CA any more.
    private async Task<RenewalCandidate?> CheckAsync(string name, bool force, HashSet<string> unfinished, CancellationToken cancellationToken)
    {
        if (unfinished.Contains(name) && await _interrupted.FindAsync(name, force, cancellationToken).ConfigureAwait(false) is { } interrupted) return interrupted;
        var version = await _certificates.GetVersionAsync(name, cancellationToken).ConfigureAwait(false);
        if (version == 0 || await _renewals.FindAsync(name, version, cancellationToken).ConfigureAwait(false) is not { } record) return null;
        var now = _engine.Clock.UtcNow.UtcDateTime;
        if (record.NextQuestion is null || record.NextQuestion <= now)
            record = await _questions.AskAsync(name, record, cancellationToken).ConfigureAwait(false) ?? record;
        return new RenewalCandidate(name, record, now, force);
    }

    /// <summary>Renews a certificate that is due.</summary>
    /// <param name="candidate">The certificate.</param>
    /// <param name="cancellationToken">Cancels; the next run goes on with the order.</param>
    /// <returns>How it went. A failure is part of it, and the next try is set.</returns>
    public async Task<(SslRenewalResult Result, SslToolsException? Error)> RenewAsync(RenewalCandidate candidate, CancellationToken cancellationToken)
    {
        var name = candidate.Name;
        try
        {
            var options = await OptionsAsync(candidate, cancellationToken).ConfigureAwait(false);
            var plan = await _requests.PlanAsync(options, cancellationToken).ConfigureAwait(false);

            // Another run may have renewed it since the check.
            var renewed = plan.Existing is { } existing && existing.Version > candidate.Record.Version && !plan.IsInterrupted
                ? existing
                : await _requests.RequestAsync(plan, cancellationToken).ConfigureAwait(false);
            var deployed = await _redeployment.RunAsync(renewed, cancellationToken).ConfigureAwait(false);
            var record = await _renewals.FindAsync(name, renewed.Version, cancellationToken).ConfigureAwait(false);
            return (new SslRenewalResult
            {
                Name = name,
                Status = deployed.Error is null ? SslRenewalStatus.Renewed : SslRenewalStatus.Failed,
                Reason = deployed.Error is null ? candidate.Reason : "renewed, but not served everywhere: " + deployed.Error.Message,
                NextRenewal = record is null ? null : RenewalRule.DueAt(record),
                NotAfter = renewed.NotAfter,
                Deployed = deployed.Sites,
                Certificate = renewed,
            }, deployed.Error);
        }
        catch (SslToolsException e) when (e.ErrorId == "StoreLocked")
        {
            // Another run is at work on it: that is no failure.
            return (candidate.Pending with { Status = SslRenewalStatus.Waiting, Reason = e.Message }, null);
        }
        catch (SslToolsException e)
        {
            var now = _engine.Clock.UtcNow.UtcDateTime;
            var record = await _renewals.ChangeAsync(
                name, r => r with { Failures = r.Failures + 1, NextTry = now + RenewalRule.Backoff(r.Failures + 1), LastError = e.Message },
                CancellationToken.None).ConfigureAwait(false);
            return (new SslRenewalResult
            {
                Name = name,
                Status = SslRenewalStatus.Failed,
                Reason = e.Message,
                NextRenewal = record?.NextTry,
                NotAfter = candidate.Record.NotAfter,
            }, e);
        }
    }

    /// <summary>What a renewal of a certificate asks for: what its request asked for.</summary>
    /// <param name="candidate">The certificate.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The request.</returns>
    private async Task<AcmeRequestOptions> OptionsAsync(RenewalCandidate candidate, CancellationToken cancellationToken)
    {
        var record = candidate.Record;
        return new AcmeRequestOptions
        {
            Names = record.Names,
            Name = candidate.Name,
            Servers = record.Servers.Select(AcmeServer.Parse).ToList(),
            Account = new AcmeAccountOptions { Account = record.Account, TrustedRoots = record.TrustedRoots },
            Challenges = record.Challenges,
            DnsSecrets = await _renewals.ReadSecretsAsync(candidate.Name, cancellationToken).ConfigureAwait(false),
            Profile = record.Profile,
            PreferredChain = record.PreferredChain,
            KeyAlgorithm = record.KeyAlgorithm,
            ReuseKey = record.ReuseKey,
            MustStaple = record.MustStaple,
            SkipFailedNames = record.SkipFailedNames,
            CertificateRequest = record.CertificateRequest,
            Force = candidate.IsForced,
        };
    }
}
