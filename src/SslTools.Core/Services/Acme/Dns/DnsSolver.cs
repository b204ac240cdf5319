using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>dns-01 and dns-account-01 by a DNS provider: all records written, then waited for at the authoritative servers.</summary>
public sealed class DnsSolver : IChallengeSolver
{
    private readonly IDnsProvider _provider;
    private readonly IDnsQuery _query;
    private readonly ChallengeSettings _settings;
    private readonly IClock _clock;
    private readonly IReporter _reporter;

    // A provider is never called twice at once.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentDictionary<ChallengeAnswer, DnsTxtRecord> _records = new();

    /// <summary>Makes the solver; it owns the provider.</summary>
    /// <param name="provider">Writes the records.</param>
    /// <param name="query">Asks the DNS.</param>
    /// <param name="settings">What the user chose.</param>
    /// <param name="clock">The time.</param>
    /// <param name="reporter">Is told how far it is.</param>
    public DnsSolver(IDnsProvider provider, IDnsQuery query, ChallengeSettings settings, IClock clock, IReporter reporter)
    {
        _provider = provider;
        _query = query;
        _settings = settings;
        _clock = clock;
        _reporter = reporter;
    }

    /// <inheritdoc/>
    public string Type => _settings.DnsAccount ? AcmeChallenge.DnsAccount01 : AcmeChallenge.Dns01;

    /// <inheritdoc/>
    public bool CanSolve(AcmeIdentifier identifier) => !identifier.IsAddress;

    /// <inheritdoc/>
    public string Describe(AcmeIdentifier identifier) =>
        $"{Type}: a TXT record at {_settings.DnsAlias ?? "_acme-challenge." + DnsNames.Base(identifier.Value)} by {_provider.Name}";

    /// <inheritdoc/>
    public async Task PresentAsync(IReadOnlyList<ChallengeAnswer> answers, CancellationToken cancellationToken)
    {
        var records = new List<DnsTxtRecord>();
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var answer in answers)
            {
                var record = await RecordOfAsync(answer, cancellationToken).ConfigureAwait(false);
                await _provider.AddAsync(record, cancellationToken).ConfigureAwait(false);
                _reporter.Verbose($"{_provider.Name}: TXT record at {record.Name}.");
                records.Add(record);
            }

            await _provider.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }

        var limit = _settings.DnsTimeout > 0 ? TimeSpan.FromSeconds(_settings.DnsTimeout) : _provider.PropagationTimeout ?? DnsPropagation.DefaultLimit;
        await DnsPropagation.WaitAsync(_query, records, limit, _clock, _reporter, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task CleanUpAsync(IReadOnlyList<ChallengeAnswer> answers, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        SslToolsException? failure = null;
        try
        {
            foreach (var answer in answers)
            {
                try
                {
                    var record = _records.TryGetValue(answer, out var known) ? known : await RecordOfAsync(answer, cancellationToken).ConfigureAwait(false);
                    await _provider.RemoveAsync(record, cancellationToken).ConfigureAwait(false);
                    _records.TryRemove(answer, out _);
                }
                catch (SslToolsException e)
                {
                    failure ??= e;
                }
            }

            await _provider.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }

        if (failure is not null) throw failure;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _provider.Dispose();
        _turn.Dispose();
    }

    private async Task<DnsTxtRecord> RecordOfAsync(ChallengeAnswer answer, CancellationToken cancellationToken)
    {
        var record = _settings.DnsAccount
            ? DnsNames.DnsAccount01(answer.Identifier.Value, answer.Account.AbsoluteUri, answer.KeyAuthorization)
            : DnsNames.Dns01(answer.Identifier.Value, answer.KeyAuthorization);
        var name = _settings.DnsAlias ?? await _query.FollowAsync(record.Name, cancellationToken).ConfigureAwait(false);
        return _records[answer] = record with { Name = name };
    }
}
