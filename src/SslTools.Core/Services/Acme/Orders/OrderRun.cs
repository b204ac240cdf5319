using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>
/// One certificate from one CA (RFC 8555 section 7.4): order, authorizations, finalization, download. Each state is on disk
/// before the next step, so that a run that was killed goes on with the same order and the same key.
/// </summary>
public sealed class OrderRun
{
    private static readonly Regex Token = new("/\\.well-known/acme-challenge/[A-Za-z0-9_-]{8,}");
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(5);

    private readonly IEngine _engine;
    private readonly IDocuments<AcmeOrderRecord> _orders;
    private readonly AcmeLedger _ledger;
    private readonly IReporter _reporter;

    /// <summary>Makes the service.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    /// <param name="ledger">Knows the rate limits.</param>
    /// <param name="reporter">Tells the user.</param>
    public OrderRun(IEngine engine, IStore store, AcmeLedger ledger, IReporter reporter)
    {
        _engine = engine;
        _orders = engine.OpenDocuments<AcmeOrderRecord>(store, AcmeOrderRecord.Collection);
        _ledger = ledger;
        _reporter = reporter;
    }

    /// <summary>Takes the lock of a certificate's name: one order for it at a time.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The lock.</returns>
    /// <exception cref="SslToolsException">StoreLocked.</exception>
    public Task<IDisposable> LockAsync(string name, CancellationToken cancellationToken) => _orders.LockAsync(name, LockWait, cancellationToken);

    /// <summary>The certificates whose orders an earlier run left, or another one is at work on.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Their names, sorted.</returns>
    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => _orders.ListAsync(cancellationToken);

    /// <summary>Finds the order of a certificate that is under way.</summary>
    /// <param name="name">The certificate's name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The order, or null; one that can't be read is none.</returns>
    public async Task<AcmeOrderRecord?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await _orders.FindAsync(name, cancellationToken).ConfigureAwait(false))?.Value;
        }
        catch (SslToolsException e) when (e.ErrorId == "CorruptEntry")
        {
            return null;
        }
    }

    /// <summary>Forgets an order that is over; the caller holds the lock of its name.</summary>
    /// <param name="name">The certificate's name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    public Task ForgetAsync(string name, CancellationToken cancellationToken) => _orders.DeleteAsync(name, cancellationToken);

    /// <summary>Gets the certificate; the caller holds the lock of its name.</summary>
    /// <param name="session">The CA and the account.</param>
    /// <param name="job">What is wanted.</param>
    /// <param name="solvers">The ways to prove control, in order of preference.</param>
    /// <param name="keep">Keeps the certificate; the order is forgotten only afterwards.</param>
    /// <param name="cancellationToken">Cancels; the next run goes on.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">What went wrong; whether the next run goes on with the order or makes a new one is decided.</exception>
    public async Task RunAsync(
        AcmeSession session, OrderJob job, IReadOnlyList<IChallengeSolver> solvers, Func<OrderOutcome, Task> keep, CancellationToken cancellationToken)
    {
        var polling = new AcmePolling(_engine.Clock, session.Server.Name, job.Limit);
        var placement = new OrderPlacement(session, _ledger, _reporter);
        var authorizations = new AuthorizationRun(session, solvers, polling, _reporter);
        var finalization = new OrderFinalization(session, polling, _engine, _reporter);
        var journal = await OrderJournal.ResumeAsync(_orders, job, session, cancellationToken).ConfigureAwait(false)
            ?? await OrderJournal.BeginAsync(_orders, job, session, KeyOf(job), _engine.Clock.UtcNow, cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                var (order, failed) = await PlaceAsync(placement, job, journal, cancellationToken).ConfigureAwait(false);
                if (order is not null) failed = await SolveAsync(order, job, journal, authorizations, cancellationToken).ConfigureAwait(false);
                if (order is null || failed.Count > 0)
                {
                    await WithoutAsync(failed, session, job, journal, cancellationToken).ConfigureAwait(false);
                    continue;
                }

                var bundle = await finalization.RunAsync(order, job, journal, cancellationToken).ConfigureAwait(false);
                await keep(new OrderOutcome(bundle, journal.Record.Skipped, order.Address.AbsoluteUri)).ConfigureAwait(false);
                await _ledger.RecordCertificateAsync(session, journal.Record.Identifiers, job.Replaces is not null, CancellationToken.None).ConfigureAwait(false);
                await journal.EndAsync().ConfigureAwait(false);
                return;
            }
        }
        catch (SslToolsException e) when (IsFinal(e))
        {
            await journal.EndAsync().ConfigureAwait(false);
            throw;
        }
    }

    // After these the order can't be gone on with; a lost connection, a busy CA or Ctrl+C leave it as it is.
    private static bool IsFinal(SslToolsException error) => error is AcmeProblemException refusal
        ? refusal.Problem.Status < 500 && refusal.Problem.Code is not ("rateLimited" or "serverInternal" or "badNonce" or "orderNotReady")
        : error.ErrorId is "AcmeValidationFailed" or "AcmeOrderFailed" or "AcmeWrongCertificate" or "AcmeRateLimitForeseen" or "NoChallengeFor";

    // What the CA never issues for, it says in the subproblems of its refusal (RFC 8555 section 6.7.1).
    private static async Task<(AcmeOrder? Order, IReadOnlyList<FailedIdentifier> Refused)> PlaceAsync(
        OrderPlacement placement, OrderJob job, OrderJournal journal, CancellationToken cancellationToken)
    {
        try
        {
            return (await placement.PlaceAsync(job, journal, cancellationToken).ConfigureAwait(false), []);
        }
        catch (AcmeProblemException e) when (job.SkipFailedNames && e.Problem.Code != "rateLimited" && Refused(e.Problem, journal).Count > 0)
        {
            return (null, Refused(e.Problem, journal));
        }
    }

    private static IReadOnlyList<FailedIdentifier> Refused(AcmeProblem problem, OrderJournal journal) => problem.Subproblems
        .Where(sub => sub.Identifier is not null && journal.Record.Identifiers.Contains(sub.Identifier))
        .Select(sub => new FailedIdentifier(sub.Identifier!, sub)).ToList();

    private async Task<IReadOnlyList<FailedIdentifier>> SolveAsync(
        AcmeOrder order, OrderJob job, OrderJournal journal, AuthorizationRun authorizations, CancellationToken cancellationToken)
    {
        if (order.Status is AcmeStatus.Pending or AcmeStatus.Unknown)
            return await authorizations.SolveAsync(order, journal, job.SkipFailedNames, cancellationToken).ConfigureAwait(false);

        // A run that was killed after the validation has left what it presented.
        await authorizations.CleanUpAsync(journal.Record.Presented).ConfigureAwait(false);
        return [];
    }

    // A failed validation ends the order (RFC 8555 section 7.1.6): the rest needs a new one, whose valid authorizations are reused.
    private async Task WithoutAsync(
        IReadOnlyList<FailedIdentifier> failed, AcmeSession session, OrderJob job, OrderJournal journal, CancellationToken cancellationToken)
    {
        await _ledger.RecordFailuresAsync(session, failed.Where(f => f.Counted).Select(f => f.Identifier).ToList(), cancellationToken).ConfigureAwait(false);
        var reasons = failed.Select(f => new SkippedName(f.Identifier.Value, Readable(f.Problem.Detail))).ToList();
        var left = journal.Record.Identifiers.Except(failed.Select(f => f.Identifier)).ToList();
        if (!job.SkipFailedNames || left.Count == 0)
        {
            if (failed.FirstOrDefault(f => !f.Counted && f.Problem.Type.Length == 0) is { } first) throw SslError.NoChallengeFor(first.Identifier.Value, first.Problem.Detail);
            throw SslError.ValidationFailed(session.Server.Name, [.. journal.Record.Skipped, .. reasons], SslError.AdviceForProblem(failed[0].Problem));
        }

        foreach (var reason in reasons) _reporter.Warning($"'{reason.Name}' is left out: {reason.Reason}");
        await journal.WriteAsync(
            journal.Record with { Identifiers = left, Address = null, Presented = [], Skipped = [.. journal.Record.Skipped, .. reasons] },
            cancellationToken).ConfigureAwait(false);
    }

    // CAs quote the address they asked; its token says nothing to a reader, and fills a line for each name.
    private static string Readable(string detail) => Token.Replace(detail, "/.well-known/acme-challenge/…");

    private byte[]? KeyOf(OrderJob job) =>
        job.CertificateRequest is not null ? null : job.PrivateKey ?? _engine.Issuer.GenerateKey(job.KeyAlgorithm);
}
