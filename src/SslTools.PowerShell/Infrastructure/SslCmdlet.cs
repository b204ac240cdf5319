using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Infrastructure;

/// <summary>
/// The base of every cmdlet: asynchronous work on the pipeline thread, cancelled by Ctrl+C; errors with id, category,
/// target and recommended action. An error of one record is written, and the next record goes on; an error before
/// the first record ends the command.
/// </summary>
public abstract class SslCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private PipelinePump? _pump;
    private PipelineReporter? _reporter;

    /// <summary>What does the work.</summary>
    private protected static IEngine Engine => CompositionRoot.Engine;

    /// <summary>Tells the user what goes on, from any thread.</summary>
    private protected IReporter Reporter => _reporter ??= new PipelineReporter(this, Pump);

    /// <summary>Leads to the pipeline thread.</summary>
    private protected PipelinePump Pump => _pump ??= new PipelinePump();

    /// <summary>How many failures were written as errors.</summary>
    private protected int Failures { get; private set; }

    /// <summary>Releases what the cmdlet holds.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Run(BeginAsync, true);

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Run(ProcessAsync, false);

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        Run(EndAsync, false);
        _reporter?.CompleteProgress();
    }

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => _stopping.Cancel();

    /// <summary>Runs once before the first record; an error here ends the command.</summary>
    /// <param name="cancellationToken">Cancelled by Ctrl+C.</param>
    /// <returns>A task.</returns>
    protected virtual Task BeginAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs for each record; an error here is written, and the next record goes on.</summary>
    /// <param name="cancellationToken">Cancelled by Ctrl+C.</param>
    /// <returns>A task.</returns>
    protected virtual Task ProcessAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs once after the last record.</summary>
    /// <param name="cancellationToken">Cancelled by Ctrl+C.</param>
    /// <returns>A task.</returns>
    protected virtual Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Releases what the cmdlet holds.</summary>
    /// <param name="disposing">Always true; there is no finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
        _pump?.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Writes an explained failure as an error of the present record.</summary>
    /// <param name="error">The failure.</param>
    /// <param name="target">The record, where the failure names no target.</param>
    private protected void WriteFailure(SslToolsException error, object? target = null)
    {
        Failures++;
        WriteError(ErrorMapping.ToRecord(error, target));
    }

    /// <summary>Does processor-bound work off the pipeline thread, so that Ctrl+C does not wait for it.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="work">The work; it leaves nothing half-done when its result is never looked at.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The result.</returns>
    private protected static async Task<T> OffPipelineAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var task = Task.Run(work, cancellationToken);
        var stopped = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => stopped.TrySetCanceled(cancellationToken)))
            return await (await Task.WhenAny(task, stopped.Task)).ConfigureAwait(true);
    }

    private void Run(Func<CancellationToken, Task> work, bool terminating)
    {
        try
        {
            Pump.Complete(() => work(_stopping.Token));
        }
        catch (SslToolsException e)
        {
            if (terminating) ThrowTerminatingError(ErrorMapping.ToRecord(e, null));
            WriteFailure(e);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
