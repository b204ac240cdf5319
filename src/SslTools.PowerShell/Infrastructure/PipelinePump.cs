using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Infrastructure;

/// <summary>
/// Lets a cmdlet await: what follows an await runs on the pipeline thread again, where alone PowerShell
/// allows writing. Services run anywhere; their reports are queued here.
/// </summary>
internal sealed class PipelinePump : SynchronizationContext, IDisposable
{
    private readonly BlockingCollection<Action> _queue = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>Whether the caller is on the pipeline thread.</summary>
    public bool IsPipelineThread => Environment.CurrentManagedThreadId == _thread;

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state) => Enqueue(() => d(state));

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state)
    {
        if (!IsPipelineThread) throw new NotSupportedException("The pipeline thread is never waited for.");
        d(state);
    }

    /// <summary>Runs an action on the pipeline thread, at once where this is it.</summary>
    /// <param name="action">The action.</param>
    public void Run(Action action)
    {
        if (IsPipelineThread) action();
        else Enqueue(action);
    }

    /// <summary>Runs a function on the pipeline thread, at once where this is it, and brings its result back.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="work">The function.</param>
    /// <param name="cancellationToken">Cancels before it begins; once begun, it is waited for.</param>
    /// <returns>The result.</returns>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Run(() =>
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                done.SetResult(work());
            }
            catch (OperationCanceledException)
            {
                done.SetCanceled();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return done.Task;
    }

    /// <summary>Runs asynchronous work to its end while the pipeline thread serves the queue.</summary>
    /// <param name="work">The work; begins on the pipeline thread.</param>
    public void Complete(Func<Task> work)
    {
        var previous = Current;
        SetSynchronizationContext(this);
        try
        {
            var task = work();
            if (!task.IsCompleted) task.ContinueWith(_ => Enqueue(() => { }), TaskScheduler.Default);
            while (!task.IsCompleted) _queue.Take()();
            while (_queue.TryTake(out var rest)) rest();
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(previous);
        }
    }

    /// <summary>Ends the queue; what comes later is dropped.</summary>
    public void Dispose() => _queue.CompleteAdding();

    private void Enqueue(Action action)
    {
        try
        {
            _queue.Add(action);
        }
        catch (InvalidOperationException)
        {
            // The cmdlet has ended; a late report has no reader.
        }
    }
}
