using System;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

// Runs each argument as a script in one session; output goes to standard output, errors to standard error.
using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
runspace.Open();
var failed = false;
foreach (var script in args)
{
    using var shell = PowerShell.Create();
    shell.Runspace = runspace;
    shell.AddScript(script);
    var output = new PSDataCollection<PSObject>();
    output.DataAdded += (_, e) => Console.WriteLine(output[e.Index]);
    shell.Streams.Error.DataAdded += (_, e) => Report(shell.Streams.Error[e.Index]);
    try
    {
        shell.Invoke(null, output);
    }
    catch (RuntimeException e)
    {
        Report(e.ErrorRecord);
    }
}

return failed ? 1 : 0;

void Report(ErrorRecord error)
{
    failed = true;
    Console.Error.WriteLine($"{error.FullyQualifiedErrorId}: {error.Exception}");
}
