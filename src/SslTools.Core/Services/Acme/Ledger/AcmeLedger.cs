using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>
/// What was asked of each CA, per account and per registered domain, so that a rate limit is foreseen instead of run into.
/// It knows of this store alone; what others ordered, the CA tells when it refuses.
/// </summary>
public sealed class AcmeLedger : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(30);

    private readonly IDocuments<AcmeLedgerRecord> _documents;
    private readonly IClock _clock;

    // Many orders at once wait here, and only other processes at the store's lock.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Makes the service.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    public AcmeLedger(IEngine engine, IStore store)
    {
        _documents = engine.OpenDocuments<AcmeLedgerRecord>(store, "acme-ledger");
        _clock = engine.Clock;
    }

    /// <summary>Ends it.</summary>
    public void Dispose() => _turn.Dispose();

    /// <summary>Refuses an order that the CA would refuse.</summary>
    /// <param name="session">The CA and the account.</param>
    /// <param name="identifiers">What it is for.</param>
    /// <param name="renewal">Whether the CA is told which certificate it replaces, which is exempt from its limits.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">AcmeRateLimitForeseen.</exception>
    public async Task RequireRoomAsync(AcmeSession session, IReadOnlyList<AcmeIdentifier> identifiers, bool renewal, CancellationToken cancellationToken)
    {
        var tight = (await ReadAsync(session.Server, session.AccountName, identifiers, cancellationToken).ConfigureAwait(false))
            .Where(room => room.Left <= 0 && !(renewal && room.IsExemptForRenewals)).OrderByDescending(room => room.Free).FirstOrDefault();
        if (tight is not null) throw SslError.RateLimitForeseen(session.Server.Name, tight.Explanation, tight.Free);
    }

    /// <summary>How much room each limit leaves.</summary>
    /// <param name="server">The CA.</param>
    /// <param name="account">The account's name.</param>
    /// <param name="identifiers">What an order would be for.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>One entry a limit and subject.</returns>
    public async Task<IReadOnlyList<RateLimitRoom>> ReadAsync(
        AcmeServer server, string account, IReadOnlyList<AcmeIdentifier> identifiers, CancellationToken cancellationToken)
    {
        var now = _clock.UtcNow.UtcDateTime;
        var rooms = new List<RateLimitRoom>();
        var orders = await FindAsync(LedgerNames.OfAccount(server, account), cancellationToken).ConfigureAwait(false);
        rooms.AddRange(RateLimitRoom.Of(server, orders, $"the account '{account}'", AcmeRateLimitScope.OrdersPerAccount, [""], now));
        foreach (var domain in identifiers.GroupBy(LedgerNames.RegisteredDomain))
        {
            var record = await FindAsync(LedgerNames.OfDomain(server, domain.Key), cancellationToken).ConfigureAwait(false);
            rooms.AddRange(RateLimitRoom.Of(server, record, domain.Key, AcmeRateLimitScope.CertificatesPerDomain, [null], now));
            rooms.AddRange(RateLimitRoom.Of(server, record, "exactly these names", AcmeRateLimitScope.CertificatesPerIdentifierSet, [LedgerNames.Set(identifiers)], now));
            rooms.AddRange(RateLimitRoom.Of(server, record, null, AcmeRateLimitScope.FailuresPerIdentifier, domain.Select(identifier => identifier.Value), now));
        }

        return rooms.GroupBy(room => (room.Scope, room.Subject)).Select(group => group.OrderBy(room => room.Left).First()).ToList();
    }

    /// <summary>Remembers an order.</summary>
    /// <param name="session">The CA and the account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    public Task RecordOrderAsync(AcmeSession session, CancellationToken cancellationToken) =>
        AddAsync(LedgerNames.OfAccount(session.Server, session.AccountName), [Event(AcmeRateLimitScope.OrdersPerAccount, "")], cancellationToken);

    /// <summary>Remembers a certificate.</summary>
    /// <param name="session">The CA and the account.</param>
    /// <param name="identifiers">What it is for.</param>
    /// <param name="renewal">Whether the CA was told which certificate it replaces.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    public async Task RecordCertificateAsync(
        AcmeSession session, IReadOnlyList<AcmeIdentifier> identifiers, bool renewal, CancellationToken cancellationToken)
    {
        if (renewal && session.Directory.HasRenewalInfo) return;
        var set = Event(AcmeRateLimitScope.CertificatesPerIdentifierSet, LedgerNames.Set(identifiers));
        foreach (var domain in identifiers.Select(LedgerNames.RegisteredDomain).Distinct())
            await AddAsync(LedgerNames.OfDomain(session.Server, domain), [set], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Remembers failed validations.</summary>
    /// <param name="session">The CA and the account.</param>
    /// <param name="identifiers">What failed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    public async Task RecordFailuresAsync(AcmeSession session, IReadOnlyList<AcmeIdentifier> identifiers, CancellationToken cancellationToken)
    {
        foreach (var domain in identifiers.GroupBy(LedgerNames.RegisteredDomain))
        {
            var events = domain.Select(identifier => Event(AcmeRateLimitScope.FailuresPerIdentifier, identifier.Value)).ToList();
            await AddAsync(LedgerNames.OfDomain(session.Server, domain.Key), events, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Remembers that the CA asked to wait.</summary>
    /// <param name="session">The CA and the account.</param>
    /// <param name="identifiers">What the order was for.</param>
    /// <param name="refusal">What it said.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    public async Task BlockAsync(
        AcmeSession session, IReadOnlyList<AcmeIdentifier> identifiers, AcmeProblemException refusal, CancellationToken cancellationToken)
    {
        if (refusal.RetryAfter is not { } time) return;
        var until = (_clock.UtcNow + time).UtcDateTime;
        foreach (var domain in identifiers.Select(LedgerNames.RegisteredDomain).Distinct())
        {
            await ChangeAsync(
                LedgerNames.OfDomain(session.Server, domain),
                record => record with { BlockedUntil = until, BlockedReason = refusal.Problem.Detail }, cancellationToken).ConfigureAwait(false);
        }
    }

    private AcmeLedgerEvent Event(AcmeRateLimitScope scope, string subject) => new(_clock.UtcNow.UtcDateTime, scope, subject);

    private Task AddAsync(string name, IReadOnlyList<AcmeLedgerEvent> events, CancellationToken cancellationToken)
    {
        var oldest = (_clock.UtcNow - Kept).UtcDateTime;
        return ChangeAsync(name, record => record with { Events = [.. record.Events.Where(e => e.At > oldest), .. events] }, cancellationToken);
    }

    private async Task ChangeAsync(string name, Func<AcmeLedgerRecord, AcmeLedgerRecord> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using (await _documents.LockAsync(name, LockWait, cancellationToken).ConfigureAwait(false))
            {
                var record = await FindAsync(name, cancellationToken).ConfigureAwait(false);
                await _documents.SaveAsync(name, change(record), null, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    // A damaged ledger only forgets: it never stands in the way of a certificate.
    private async Task<AcmeLedgerRecord> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await _documents.FindAsync(name, cancellationToken).ConfigureAwait(false))?.Value ?? new AcmeLedgerRecord();
        }
        catch (SslToolsException e) when (e.ErrorId == "CorruptEntry")
        {
            await _documents.DeleteAsync(name, cancellationToken).ConfigureAwait(false);
            return new AcmeLedgerRecord();
        }
    }
}
