using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Makes an order, or finds the one that an earlier run made: never a second one for the same.</summary>
internal sealed class OrderPlacement
{
    private readonly AcmeSession _session;
    private readonly AcmeLedger _ledger;
    private readonly IReporter _reporter;

    /// <summary>Makes the step.</summary>
    /// <param name="session">The CA and the account.</param>
    /// <param name="ledger">Knows the rate limits.</param>
    /// <param name="reporter">Tells the user.</param>
    public OrderPlacement(AcmeSession session, AcmeLedger ledger, IReporter reporter)
    {
        _session = session;
        _ledger = ledger;
        _reporter = reporter;
    }

    /// <summary>Gives the order of a journal.</summary>
    /// <param name="job">What is wanted.</param>
    /// <param name="journal">Its state.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The order; not an invalid one.</returns>
    public async Task<AcmeOrder> PlaceAsync(OrderJob job, OrderJournal journal, CancellationToken cancellationToken)
    {
        var order = await FindAsync(journal, cancellationToken).ConfigureAwait(false)
            ?? await MakeAsync(job, journal, cancellationToken).ConfigureAwait(false);
        if (journal.Record.Address != order.Address.AbsoluteUri)
            await journal.WriteAsync(journal.Record with { Address = order.Address.AbsoluteUri }, cancellationToken).ConfigureAwait(false);
        return order;
    }

    private async Task<AcmeOrder?> FindAsync(OrderJournal journal, CancellationToken cancellationToken)
    {
        if (!journal.IsResumed) return null;
        if (journal.Record.Address is not { } address) return await AdoptAsync(journal, cancellationToken).ConfigureAwait(false);
        try
        {
            var order = await _session.Client.GetOrderAsync(_session.Signer, new Uri(address), cancellationToken).ConfigureAwait(false);
            if (IsAlive(order))
            {
                _reporter.Verbose($"Going on with the order that an earlier run made at {_session.Server}.");
                return order;
            }
        }
        catch (AcmeProblemException e) when (e.Problem.Status is 403 or 404 or 410 || e.Problem.Code == "malformed")
        {
            // The CA has forgotten it.
        }

        return null;
    }

    // The run ended between sending the order and reading the answer: the CA may have it (RFC 8555 section 7.1.2.1).
    private async Task<AcmeOrder?> AdoptAsync(OrderJournal journal, CancellationToken cancellationToken)
    {
        var wanted = Set(journal.Record.Identifiers);
        var known = await _session.Client.ListOrdersAsync(_session.Signer, cancellationToken).ConfigureAwait(false);
        foreach (var address in known.Reverse().Take(20))
        {
            var order = await _session.Client.GetOrderAsync(_session.Signer, address, cancellationToken).ConfigureAwait(false);
            if (order.Status is AcmeStatus.Pending or AcmeStatus.Ready && Set(order.Identifiers) == wanted) return order;
        }

        return null;
    }

    private async Task<AcmeOrder> MakeAsync(OrderJob job, OrderJournal journal, CancellationToken cancellationToken)
    {
        var identifiers = journal.Record.Identifiers;
        var exempt = job.Replaces is not null && _session.Directory.HasRenewalInfo;
        if (!job.IgnoreLimits) await _ledger.RequireRoomAsync(_session, identifiers, exempt, cancellationToken).ConfigureAwait(false);
        var request = new AcmeOrderRequest(identifiers) { Profile = job.Profile, Replaces = exempt ? job.Replaces : null };
        AcmeOrder order;
        try
        {
            order = await SendAsync(request, journal, cancellationToken).ConfigureAwait(false);
        }
        catch (AcmeProblemException e) when (e.Problem.Code == "rateLimited")
        {
            await _ledger.BlockAsync(_session, identifiers, e, cancellationToken).ConfigureAwait(false);
            throw;
        }

        await _ledger.RecordOrderAsync(_session, cancellationToken).ConfigureAwait(false);
        return order;
    }

    // A CA may refuse 'replaces' for reasons that don't concern the order (RFC 9773 section 5): once more without it.
    private async Task<AcmeOrder> SendAsync(AcmeOrderRequest request, OrderJournal journal, CancellationToken cancellationToken)
    {
        try
        {
            return await SendOnceAsync(request, journal, cancellationToken).ConfigureAwait(false);
        }
        catch (AcmeProblemException e) when (request.Replaces is not null && e.Problem.Subproblems.Count == 0
            && e.Problem.Code is "alreadyReplaced" or "malformed" or "unauthorized" or "conflict" or "")
        {
            _reporter.Verbose($"{_session.Server} does not take the order as a replacement ({e.Problem.Detail}); ordering without that.");
            return await SendOnceAsync(request with { Replaces = null }, journal, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<AcmeOrder> SendOnceAsync(AcmeOrderRequest request, OrderJournal journal, CancellationToken cancellationToken)
    {
        try
        {
            return await _session.Client.NewOrderAsync(_session.Signer, request, cancellationToken).ConfigureAwait(false);
        }
        catch (SslToolsException e) when (e.ErrorId == "AcmeUnreachable")
        {
            // The answer was lost; perhaps the order was made.
            if (await AdoptAsync(journal, cancellationToken).ConfigureAwait(false) is { } order) return order;
            throw;
        }
    }

    private static bool IsAlive(AcmeOrder order) => order.Status is not (AcmeStatus.Invalid or AcmeStatus.Expired or AcmeStatus.Deactivated or AcmeStatus.Revoked);

    private static string Set(IReadOnlyList<AcmeIdentifier> identifiers) =>
        string.Join(" ", identifiers.Select(identifier => identifier.Value).OrderBy(value => value, StringComparer.Ordinal));
}
