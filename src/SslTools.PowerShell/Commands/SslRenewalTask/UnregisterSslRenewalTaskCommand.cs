using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Removes the task that renews the certificates of a store; the certificates stay.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "SslRenewalTask", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class UnregisterSslRenewalTaskCommand : StoreCmdlet
{
    /// <summary>A task, of whichever store. By default the store's.</summary>
    [Parameter(ValueFromPipeline = true)]
    public SslRenewalTask? InputObject { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var service = new RenewalTaskService(Engine, InputObject is null ? Store : Engine.OpenStore(InputObject.StorePath), Reporter);
        foreach (var task in await FindAsync(service, cancellationToken))
        {
            var plan = $"Remove the task '{task.Name}' from {task.Scheduler}; nothing renews the certificates of '{task.StorePath}' any more";
            if (ShouldProcess(plan, plan + "?", "SslTools")) await service.UnregisterAsync(task, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<SslRenewalTask>> FindAsync(RenewalTaskService service, CancellationToken cancellationToken)
    {
        if (InputObject is not null) return [InputObject];
        var tasks = await service.ListAsync(cancellationToken);
        return tasks.Count > 0 ? tasks : throw SslError.NoRenewalTask(Store.Location);
    }
}
