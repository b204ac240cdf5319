using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Proves control of all identifiers of an order: presents everything, answers everything, cleans everything up.</summary>
internal sealed class AuthorizationRun
{
    private static readonly TimeSpan CleanUpTime = TimeSpan.FromMinutes(1);

    private readonly AcmeSession _session;
    private readonly IReadOnlyList<IChallengeSolver> _solvers;
    private readonly AcmePolling _polling;
    private readonly IReporter _reporter;

    /// <summary>Makes the step.</summary>
    /// <param name="session">The CA and the account.</param>
    /// <param name="solvers">The ways, in order of preference.</param>
    /// <param name="polling">Waits for the CA.</param>
    /// <param name="reporter">Tells the user.</param>
    public AuthorizationRun(AcmeSession session, IReadOnlyList<IChallengeSolver> solvers, AcmePolling polling, IReporter reporter)
    {
        _session = session;
        _solvers = solvers;
        _polling = polling;
        _reporter = reporter;
    }

    /// <summary>Proves control.</summary>
    /// <param name="order">The order.</param>
    /// <param name="journal">Remembers what is presented.</param>
    /// <param name="partly">Whether the names that can be proved are, when others can't.</param>
    /// <param name="cancellationToken">Cancels; what was presented is cleaned up all the same.</param>
    /// <returns>The identifiers that failed, with the problems; none: all are proved.</returns>
    public async Task<IReadOnlyList<FailedIdentifier>> SolveAsync(
        AcmeOrder order, OrderJournal journal, bool partly, CancellationToken cancellationToken)
    {
        var authorizations = await Task.WhenAll(order.Authorizations.Select(
            address => _session.Client.GetAuthorizationAsync(_session.Signer, address, cancellationToken))).ConfigureAwait(false);
        var failed = authorizations.Where(a => !IsOpen(a) && a.Status != AcmeStatus.Valid).Select(Failed).ToList();
        var steps = new List<AuthorizationStep>();
        foreach (var authorization in authorizations.Where(IsOpen))
        {
            if (AuthorizationStep.Find(authorization, _solvers, _session) is { } step) steps.Add(step);
            else failed.Add(FailedIdentifier.WithoutWay(authorization, _solvers));
        }

        // Nothing is presented for an order that can't succeed.
        if ((failed.Count > 0 && !partly) || steps.Count == 0) return failed;
        var before = journal.Record.Presented;
        var answers = steps.Select(step => step.Answer).ToList();
        await journal.WriteAsync(journal.Record with { Presented = [.. before.Except(answers), .. answers] }, cancellationToken).ConfigureAwait(false);
        try
        {
            await PresentAsync(steps, cancellationToken).ConfigureAwait(false);
            var results = await Task.WhenAll(steps.Select(step => AnswerAsync(step, cancellationToken))).ConfigureAwait(false);
            failed.AddRange(results.Where(result => result.Status != AcmeStatus.Valid).Select(Failed));
        }
        finally
        {
            await CleanUpAsync(journal.Record.Presented).ConfigureAwait(false);
        }

        return failed;
    }

    /// <summary>Takes away what an earlier run left.</summary>
    /// <param name="answers">What it presented.</param>
    /// <returns>A task.</returns>
    public async Task CleanUpAsync(IReadOnlyList<ChallengeAnswer> answers)
    {
        // Ctrl+C must not leave anything behind: a fresh token.
        using var limit = new CancellationTokenSource(CleanUpTime);
        foreach (var solver in _solvers)
        {
            var own = answers.Where(answer => answer.Type == solver.Type && solver.CanSolve(AuthorizationStep.OrderIdentifier(answer))).ToList();
            if (own.Count == 0) continue;
            try
            {
                await solver.CleanUpAsync(own, limit.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is SslToolsException or OperationCanceledException)
            {
                _reporter.Warning($"What was presented for {string.Join(", ", own.Select(answer => answer.Identifier))} could not be taken away: {e.Message}");
            }
        }
    }

    private static bool IsOpen(AcmeAuthorization authorization) =>
        authorization.Status is AcmeStatus.Pending or AcmeStatus.Processing or AcmeStatus.Unknown;

    private static FailedIdentifier Failed(AcmeAuthorization authorization) => FailedIdentifier.FromCa(authorization);

    private async Task PresentAsync(IReadOnlyList<AuthorizationStep> steps, CancellationToken cancellationToken)
    {
        foreach (var group in steps.GroupBy(step => step.Solver))
        {
            foreach (var step in group) _reporter.Verbose($"{AuthorizationStep.OrderIdentifier(step.Answer)}: {group.Key.Describe(AuthorizationStep.OrderIdentifier(step.Answer))}.");
            await group.Key.PresentAsync(group.Select(step => step.Answer).ToList(), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<AcmeAuthorization> AnswerAsync(AuthorizationStep step, CancellationToken cancellationToken)
    {
        // One that an earlier run answered is being looked at already.
        if (step.Challenge.Status is AcmeStatus.Pending or AcmeStatus.Unknown)
            await _session.Client.AnswerChallengeAsync(_session.Signer, step.Challenge.Address, cancellationToken).ConfigureAwait(false);
        return await _polling.UntilAsync(
            $"the validation of {step.Answer.Identifier}",
            () => _session.Client.GetAuthorizationAsync(_session.Signer, step.Authorization.Address, cancellationToken),
            authorization => !IsOpen(authorization), authorization => authorization.RetryAfter, cancellationToken).ConfigureAwait(false);
    }
}
