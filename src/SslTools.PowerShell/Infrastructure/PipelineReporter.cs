using System;
using System.Management.Automation;
using SslTools.Ports;

namespace SslTools.Infrastructure;

/// <summary>Reports of services on PowerShell's streams.</summary>
internal sealed class PipelineReporter : IReporter
{
    private const int ActivityId = 1;

    private readonly Cmdlet _cmdlet;
    private readonly PipelinePump _pump;
    private string? _activity;

    /// <summary>Makes the reporter.</summary>
    /// <param name="cmdlet">Whose streams.</param>
    /// <param name="pump">Brings reports to the pipeline thread.</param>
    public PipelineReporter(Cmdlet cmdlet, PipelinePump pump)
    {
        _cmdlet = cmdlet;
        _pump = pump;
    }

    /// <inheritdoc/>
    public void Verbose(string message) => Write(() => _cmdlet.WriteVerbose(message));

    /// <inheritdoc/>
    public void Warning(string message) => Write(() => _cmdlet.WriteWarning(message));

    /// <inheritdoc/>
    public void Progress(string activity, string status, int percent) => Write(() =>
    {
        _activity = activity;
        _cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, status) { PercentComplete = percent });
    });

    /// <summary>Takes the progress bar away.</summary>
    public void CompleteProgress()
    {
        if (_activity is null) return;
        _cmdlet.WriteProgress(new ProgressRecord(ActivityId, _activity, "Done") { RecordType = ProgressRecordType.Completed });
        _activity = null;
    }

    private void Write(Action write) => _pump.Run(() =>
    {
        try
        {
            write();
        }
        catch (PipelineStoppedException)
        {
            // After Ctrl+C there is nobody to read it; work that cleans up goes on to its end all the same.
        }
    });
}
