using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>The runs of Update-SslCertificate for a whole store, so that every scheduler's task can tell of its last one.</summary>
public sealed class RenewalRuns
{
    private readonly IDocuments<RenewalRun> _documents;
    private readonly IClock _clock;
    private readonly IReporter _reporter;

    /// <summary>Makes the view.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    /// <param name="reporter">Is told of what can't be kept.</param>
    public RenewalRuns(IEngine engine, IStore store, IReporter reporter)
    {
        _documents = engine.OpenDocuments<RenewalRun>(store, RenewalRun.Collection);
        _clock = engine.Clock;
        _reporter = reporter;
    }

    /// <summary>Finds the last run.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The run, or null.</returns>
    public async Task<RenewalRun?> FindLastAsync(CancellationToken cancellationToken) =>
        (await _documents.FindAsync(RenewalRun.Last, cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>Keeps that a run begins, so that one which is killed is seen.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The run.</returns>
    public async Task<RenewalRun> BeginAsync(CancellationToken cancellationToken)
    {
        var run = new RenewalRun { Started = _clock.UtcNow.UtcDateTime };
        await SaveAsync(run, cancellationToken).ConfigureAwait(false);
        return run;
    }

    /// <summary>Keeps how a run ended.</summary>
    /// <param name="run">What <see cref="BeginAsync"/> gave, with its counts.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    public Task EndAsync(RenewalRun run, CancellationToken cancellationToken) =>
        SaveAsync(run with { Ended = _clock.UtcNow.UtcDateTime }, cancellationToken);

    // Certificates are renewed even where nobody can be told of it later.
    private async Task SaveAsync(RenewalRun run, CancellationToken cancellationToken)
    {
        try
        {
            await _documents.SaveAsync(RenewalRun.Last, run, null, cancellationToken).ConfigureAwait(false);
        }
        catch (SslToolsException e)
        {
            _reporter.Warning($"This run can't be kept in the store, so that Get-SslRenewalTask won't show it: {e.Message}");
        }
    }
}
