using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Infrastructure.Dns;

/// <summary>
/// Runs scripts of the user in the user's runspace, on the pipeline thread. Each runs in a nested pipeline: that one is
/// not stopped by Ctrl+C, so that what a script has set up can be cleaned up by another.
/// </summary>
/// <param name="cmdlet">Whose runspace and streams.</param>
/// <param name="pump">Leads to the pipeline thread.</param>
/// <param name="name">The provider, for errors.</param>
internal sealed class UserScript(PSCmdlet cmdlet, PipelinePump pump, string name)
{
    /// <summary>Runs a script; what it writes becomes verbose messages and warnings.</summary>
    /// <param name="what">What is being done, for errors.</param>
    /// <param name="script">The script.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="secrets">What is never shown.</param>
    /// <param name="cancellationToken">Cancels before it begins.</param>
    /// <returns>What it gave.</returns>
    /// <exception cref="SslToolsException">DnsProviderFailed, in the script's own words.</exception>
    public Task<IReadOnlyList<PSObject>> RunAsync(
        string what, string script, IDictionary parameters, IReadOnlyCollection<string> secrets, CancellationToken cancellationToken) =>
        pump.RunAsync(() => Run(what, script, parameters, secrets), cancellationToken);

    /// <summary>Writes to a stream from the pipeline thread; after Ctrl+C there is nobody to read it.</summary>
    /// <param name="write">Writes.</param>
    public static void Tell(Action write)
    {
        try
        {
            write();
        }
        catch (PipelineStoppedException)
        {
            // The work goes on to its end all the same.
        }
    }

    private IReadOnlyList<PSObject> Run(string what, string script, IDictionary parameters, IReadOnlyCollection<string> secrets)
    {
        string Clean(string text) => secrets.Aggregate(text, (clean, secret) => clean.Replace(secret, "***"));

        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddScript(script, true).AddParameters(parameters);
        IReadOnlyList<PSObject> output;
        string? failure;

        // A script that blocks on a task of its own must not wait for this very thread.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            output = shell.Invoke().ToList();

            // A script that went on after an error has not done what it should.
            failure = shell.Streams.Error.FirstOrDefault()?.ToString();
        }
        catch (RuntimeException e)
        {
            output = [];
            failure = e.ErrorRecord?.ToString() ?? e.Message;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }

        Tell(() =>
        {
            foreach (var record in shell.Streams.Verbose) cmdlet.WriteVerbose(Clean(record.Message));
            foreach (var record in shell.Streams.Warning) cmdlet.WriteWarning(Clean(record.Message));
        });
        return failure is null ? output : throw SslError.DnsProviderFailed(name, what, Clean(failure));
    }
}
