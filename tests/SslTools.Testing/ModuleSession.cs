using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading;
using Xunit;

namespace SslTools.Testing;

/// <summary>A PowerShell session with the staged module and a store of its own.</summary>
public sealed class ModuleSession : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly RecordingHost _host = new();
    private readonly Runspace _runspace;

    public ModuleSession()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule(System.IO.Path.Combine(Repository.StagedModule, "SslTools.psd1"));
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.Open();
        Store = _folder["store"];
        _runspace.SessionStateProxy.SetVariable("PSDefaultParameterValues", new DefaultParameterDictionary { ["*Ssl*:StorePath"] = Store, ["*LetsEncrypt*:StorePath"] = Store });
    }

    /// <summary>The store that every cmdlet uses unless the script says otherwise.</summary>
    public string Store { get; }

    /// <summary>A folder for the test's files.</summary>
    public string Folder => _folder.Path;

    public void Set(string variable, object? value) => _runspace.SessionStateProxy.SetVariable(variable, value);

    /// <summary>Runs a script and gives what came out on each stream.</summary>
    public SessionResult Run(string script)
    {
        _host.Clear();
        using var shell = PowerShell.Create();
        shell.Runspace = _runspace;
        shell.AddScript(script);
        IReadOnlyList<PSObject> output = [];
        ErrorRecord? terminating = null;
        try
        {
            output = shell.Invoke();
        }
        catch (RuntimeException e)
        {
            terminating = e.ErrorRecord;
        }

        var errors = shell.Streams.Error.Concat(terminating is null ? [] : [terminating]).ToList();
        return new SessionResult(
            output, errors, shell.Streams.Warning.Select(w => w.Message).ToList(), shell.Streams.Verbose.Select(v => v.Message).ToList(), _host.Screen);
    }

    /// <summary>Runs a script and stops it, as Ctrl+C does, when it gives the sign.</summary>
    public void RunAndStop(string script, ManualResetEventSlim sign)
    {
        using var shell = PowerShell.Create();
        shell.Runspace = _runspace;
        var running = shell.AddScript(script).BeginInvoke();
        Assert.True(sign.Wait(TimeSpan.FromSeconds(30)), "The script gives no sign.");
        shell.Stop();
        Assert.ThrowsAny<RuntimeException>(() => shell.EndInvoke(running));
    }

    /// <summary>Runs a script that must not write an error, and gives what the user sees on the screen.</summary>
    public string Show(string script)
    {
        _host.Clear();
        using var shell = PowerShell.Create();
        shell.Runspace = _runspace;
        shell.AddScript(script).AddCommand("Out-Default");
        shell.Invoke();
        NoErrors(shell.Streams.Error);
        return _host.Screen;
    }

    /// <summary>Runs a script that must not write an error.</summary>
    public IReadOnlyList<PSObject> Succeed(string script)
    {
        var result = Run(script);
        NoErrors([.. result.Errors]);
        return result.Output;
    }

    /// <summary>Runs a script that must fail with exactly one error of this id.</summary>
    public ErrorRecord Fail(string script, string errorId)
    {
        var error = Assert.Single(Run(script).Errors);
        Assert.StartsWith(errorId + ",", error.FullyQualifiedErrorId + ",", StringComparison.Ordinal);
        return error;
    }

    private static void NoErrors(ICollection<ErrorRecord> errors) =>
        Assert.True(errors.Count == 0, string.Join("\n", errors.Select(e => $"{e.FullyQualifiedErrorId}: {e} {e.Exception}")));

    public void Dispose()
    {
        _runspace.Dispose();
        _folder.Dispose();
    }
}

/// <summary>What a script gave.</summary>
public sealed record SessionResult(
    IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors, IReadOnlyList<string> Warnings, IReadOnlyList<string> Verbose, string Screen);
