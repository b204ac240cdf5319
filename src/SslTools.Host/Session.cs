using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading;
using Microsoft.PowerShell;

namespace SslTools.Hosting;

/// <summary>A PowerShell session with the module in it.</summary>
internal sealed class Session : IDisposable
{
    private const int Failure = 1;
    private const string Display = "Out-Console";

    private readonly ConsoleHost _host;
    private readonly Runspace _runspace;

    /// <summary>Opens the session.</summary>
    /// <param name="host">Shows what comes out.</param>
    /// <param name="module">The module's manifest.</param>
    public Session(ConsoleHost host, string module)
    {
        _host = host;
        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule(module);
        state.Commands.Add(new SessionStateCmdletEntry(Display, typeof(OutConsoleCommand), null));

        // PowerShell 7's own default; an embedded engine would take Windows PowerShell's, which runs no script.
        if (OperatingSystem.IsWindows()) state.ExecutionPolicy = ExecutionPolicy.RemoteSigned;

        _runspace = RunspaceFactory.CreateRunspace(host, state);
        _runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        try
        {
            _runspace.Open();
        }
        catch
        {
            // Its thread would keep the program alive.
            _runspace.Dispose();
            throw;
        }

        MissingCommands.Explain(_runspace);
    }

    /// <summary>Runs a script, shows what comes out, and gives the exit code.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="stop">Stops it; its clean-up is waited for.</param>
    /// <returns>Of <c>exit N</c>; 1 after a terminating error; else what the last statement says.</returns>
    public int Run(ScriptRequest request, CancellationToken stop)
    {
        // A pipeline of the history: only such a one leaves $? as its last statement set it.
        using var pipeline = _runspace.CreatePipeline(request.Command.CommandText, addToHistory: true);
        pipeline.Commands.Clear();
        pipeline.Commands.Add(request.Command);
        InputFeed.Start(request.Input, pipeline);
        try
        {
            using (stop.Register(pipeline.StopAsync)) Show(pipeline);
        }
        catch (Exception e) when (e is RuntimeException or InvalidOperationException)
        {
            if (!stop.IsCancellationRequested) Report(e);
            return _host.ExitCode ?? Failure;
        }
        finally
        {
            _host.Screen.Progress.Clear();
        }

        return _host.ExitCode ?? EndCode(request);
    }

    /// <summary>Closes the session.</summary>
    public void Dispose() => _runspace.Dispose();

    private static void Show(Pipeline pipeline)
    {
        pipeline.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        pipeline.Commands.Add(Display);
        pipeline.Invoke();
    }

    // As a hosting program must: an exception that ended the script is in no stream.
    private void Report(Exception failure)
    {
        if (failure is IncompleteParseException)
        {
            // Without a position, PowerShell's own view shows nothing.
            _host.Screen.WriteErrorLine($"ParserError: {failure.Message}");
            return;
        }

        var record = (failure as IContainsErrorRecord)?.ErrorRecord ?? new ErrorRecord(failure, "HostFailure", ErrorCategory.NotSpecified, null);
        using var pipeline = _runspace.CreatePipeline();
        pipeline.Input.Write(record);
        pipeline.Input.Close();
        pipeline.Commands.Add(Display);
        using (_host.Screen.AsErrors()) pipeline.Invoke();
    }

    // The last program that ran has the word, and 'exit N' of a script file is kept in the same variable. Beyond that, an
    // error that a script went on after is the script's business, as with pwsh; a command line answers for its last statement.
    private int EndCode(ScriptRequest request)
    {
        if (_runspace.SessionStateProxy.GetVariable("global:LASTEXITCODE") is int code and not 0) return code;
        if (request.IsFile) return 0;
        using var question = _runspace.CreatePipeline("$global:?");
        return question.Invoke().FirstOrDefault()?.BaseObject is false ? Failure : 0;
    }
}
