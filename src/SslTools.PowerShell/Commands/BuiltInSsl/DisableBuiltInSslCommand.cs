using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Ports;

namespace SslTools.Commands;

/// <summary>Takes their platform's own certificate from environments.</summary>
[Cmdlet(VerbsLifecycle.Disable, "BuiltInSsl", SupportsShouldProcess = true, DefaultParameterSetName = ByName)]
[OutputType(typeof(SslEnvironment))]
public sealed class DisableBuiltInSslCommand : EnvironmentCmdlet
{
    /// <summary>The environments' names, or their own domains; wildcards allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByName)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EnvironmentNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Waits until the platform itself says that it is off.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Emits the environments.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How long -Wait waits, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSeconds { get; set; } = 120;

    /// <inheritdoc/>
    private protected override IReadOnlyList<string> Names => Name;

    /// <inheritdoc/>
    private protected override async Task WorkAsync(ISslPlatform platform, SslEnvironment environment, CancellationToken cancellationToken)
    {
        var plan = await Service.PlanAsync(platform, environment.Name, false, false, cancellationToken);
        if (!plan.IsDone && !ShouldProcess(plan.Description, plan.Description + "?", "SslTools")) return;
        var now = await Service.ApplyAsync(plan, cancellationToken);
        if (Wait) now = await Service.WaitUntilOffAsync(platform, now, TimeSpan.FromSeconds(TimeoutSeconds), cancellationToken);
        if (PassThru) WriteObject(now);
    }
}
