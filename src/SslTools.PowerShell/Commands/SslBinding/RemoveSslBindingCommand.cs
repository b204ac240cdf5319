using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Takes HTTPS from sites of a web server: what Set-SslBinding changed is undone exactly.</summary>
[Cmdlet(VerbsCommon.Remove, "SslBinding", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveSslBindingCommand : BindingCmdlet
{
    private BindingService? _service;

    /// <summary>The sites, by any of their names. HTTPS is taken from all of them together, or from none.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] HostName { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        _service ??= new BindingService(Engine, Store, Reporter);
        var options = new BindingOptions { Server = Server, ConfigPath = FullConfigPath, HostNames = HostName, Port = Port };
        var plan = await _service.PlanRemoveAsync(options, cancellationToken);
        if (!ShouldProcess(plan.Description, plan.Description + "?", "SslTools")) return;
        await _service.ApplyAsync(plan, cancellationToken);
    }
}
