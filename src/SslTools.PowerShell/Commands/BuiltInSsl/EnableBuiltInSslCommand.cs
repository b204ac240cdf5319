using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Ports;

namespace SslTools.Commands;

/// <summary>Gives environments their platform's own trusted certificate.</summary>
[Cmdlet(VerbsLifecycle.Enable, "BuiltInSsl", SupportsShouldProcess = true, DefaultParameterSetName = ByName)]
[OutputType(typeof(SslCertificate))]
public sealed class EnableBuiltInSslCommand : EnvironmentCmdlet
{
    /// <summary>The environments' names, or their own domains; wildcards allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByName)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EnvironmentNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Waits until the entry point really serves it.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Replaces another solution that the environment has; the built-in certificate is served before the other one is taken away.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How long -Wait waits, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSeconds { get; set; } = 120;

    /// <inheritdoc/>
    private protected override IReadOnlyList<string> Names => Name;

    /// <inheritdoc/>
    private protected override async Task WorkAsync(ISslPlatform platform, SslEnvironment environment, CancellationToken cancellationToken)
    {
        var plan = await Service.PlanAsync(platform, environment.Name, true, Force, cancellationToken);
        if (!plan.IsDone && !ShouldProcess(plan.Description, plan.Description + "?", "SslTools")) return;
        var now = await Service.ApplyAsync(plan, cancellationToken);
        try
        {
            WriteObject(await Service.ReadServedAsync(platform, now, Wait ? TimeSpan.FromSeconds(TimeoutSeconds) : TimeSpan.Zero, cancellationToken));
        }
        catch (SslToolsException e) when (!Wait)
        {
            WriteWarning($"{e.Message} {e.RecommendedAction}");
        }
    }
}
