using System;
using System.Management.Automation;

namespace SslTools.Hosting;

/// <summary>
/// The end of the pipeline: Out-Default, which holds a table back until it knows the widths, and loses it when the script
/// ends with <c>throw</c> or <c>exit</c>. Here it is shown all the same.
/// </summary>
[Cmdlet("Out", "Console")]
public sealed class OutConsoleCommand : PSCmdlet, IDisposable
{
    private SteppablePipeline? _display;

    /// <summary>What came out, errors among it.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Shows what was held back.</summary>
    public void Dispose()
    {
        var display = _display;
        _display = null;
        if (display is null) return;
        try
        {
            display.End();
        }
        catch (PipelineStoppedException)
        {
            // After a signal nothing more is shown.
        }

        display.Dispose();
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _display = ScriptBlock.Create(@"Microsoft.PowerShell.Core\Out-Default").GetSteppablePipeline(CommandOrigin.Internal);
        _display.Begin(this);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _display!.Process(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing() => Dispose();
}
