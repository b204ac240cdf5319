using System;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Module.Tests.Dns;

/// <summary>
/// A cmdlet of the tests that makes one of the module's script providers as the module's cmdlets do, and uses it: adds two
/// values, commits, waits for Ctrl+C where asked to, removes them, commits. Its calls come from other threads.
/// </summary>
[Cmdlet(VerbsOther.Use, "DnsProvider")]
public sealed class UseDnsProviderCommand : PSCmdlet
{
    private readonly CancellationTokenSource _stopping = new();

    [Parameter(Mandatory = true, Position = 0)]
    public string Kind { get; set; } = "";

    [Parameter]
    public object?[] ProviderArguments { get; set; } = [];

    [Parameter]
    public SwitchParameter UntilStopped { get; set; }

    /// <summary>Set when the waiting for Ctrl+C begins.</summary>
    public static ManualResetEventSlim Waiting { get; } = new();

    protected override void StopProcessing() => _stopping.Cancel();

    protected override void ProcessRecord()
    {
        var module = AppDomain.CurrentDomain.GetAssemblies().Single(assembly => assembly.GetName().Name == "SslTools.PowerShell");
        var pump = Activator.CreateInstance(module.GetType("SslTools.Infrastructure.PipelinePump", true)!)!;
        try
        {
            var provider = Activator.CreateInstance(
                module.GetType($"SslTools.Infrastructure.Dns.{Kind}", true)!,
                BindingFlags.Public | BindingFlags.Instance, null, [this, pump, .. ProviderArguments.Select(a => a is PSObject p ? p.BaseObject : a)], null)!;
            pump.GetType().GetMethod("Complete")!.Invoke(pump, [() => Task.Run(() => UseAsync(provider))]);
        }
        catch (TargetInvocationException e)
        {
            if (e.InnerException is PipelineStoppedException) throw e.InnerException;
            WriteError(new ErrorRecord(e.InnerException!, e.InnerException!.GetType().GetProperty("ErrorId")?.GetValue(e.InnerException) as string ?? e.InnerException.ToString(), ErrorCategory.NotSpecified, null));
        }
    }

    private async Task UseAsync(object provider)
    {
        await CallAsync(provider, "AddAsync", "one");
        await CallAsync(provider, "AddAsync", "two");
        await CallAsync(provider, "CommitAsync", null);
        if (UntilStopped)
        {
            Waiting.Set();
            _stopping.Token.WaitHandle.WaitOne();
        }

        await CallAsync(provider, "RemoveAsync", "one");
        await CallAsync(provider, "RemoveAsync", "two");
        await CallAsync(provider, "CommitAsync", null);
    }

    private static Task CallAsync(object provider, string method, string? value)
    {
        var contract = provider.GetType().GetInterface("SslTools.Ports.IDnsProvider")!;
        var record = contract.Assembly.GetType("SslTools.Ports.DnsTxtRecord")!;
        object?[] arguments = value is null
            ? [CancellationToken.None]
            : [Activator.CreateInstance(record, "_acme-challenge.example.com", value), CancellationToken.None];
        return (Task)contract.GetMethod(method)!.Invoke(provider, arguments)!;
    }
}
