using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Has this machine's scheduler renew the certificates of a store, twice a day.</summary>
[Cmdlet(VerbsLifecycle.Register, "SslRenewalTask", SupportsShouldProcess = true)]
[OutputType(typeof(SslRenewalTask))]
public sealed class RegisterSslRenewalTaskCommand : StoreCmdlet
{
    /// <summary>Times of the day. By default two, twelve hours apart, at a minute that is chosen once.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public TimeSpan[] At { get; set; } = [];

    /// <summary>The scheduler. By default the one that this machine has.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SchedulerCompleter))]
    public string? Scheduler { get; set; }

    /// <summary>How many certificates are renewed at once.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int ThrottleLimit { get; set; } = 10;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var service = new RenewalTaskService(Engine, Store, Reporter);
        var plan = await service.PlanAsync(
            new RenewalTaskOptions { Manifest = Manifest, Scheduler = Scheduler, Times = At, Parameters = Parameters() }, cancellationToken);
        if (plan.IsCurrent) WriteVerbose($"The task '{plan.Task.Name}' is registered with {plan.Scheduler.Name} so already.");
        else if (!ShouldProcess(plan.Description, plan.Description + "?", "SslTools")) return;
        WriteObject(await service.RegisterAsync(plan, cancellationToken));
    }

    private static string Manifest =>
        Path.Combine(Path.GetDirectoryName(typeof(RegisterSslRenewalTaskCommand).Assembly.Location)!, "SslTools.psd1");

    // What the task gives Update-SslCertificate beside the store.
    private List<KeyValuePair<string, object>> Parameters()
    {
        List<KeyValuePair<string, object>> parameters = [];
        if (MyInvocation.BoundParameters.ContainsKey(nameof(ThrottleLimit))) parameters.Add(new(nameof(ThrottleLimit), ThrottleLimit));
        return parameters;
    }
}
