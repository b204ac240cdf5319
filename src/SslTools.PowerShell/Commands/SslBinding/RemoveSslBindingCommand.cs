using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Takes HTTPS from sites of a web server: what Set-SslBinding changed is undone exactly.</summary>
[Cmdlet(VerbsCommon.Remove, "SslBinding", SupportsShouldProcess = true, DefaultParameterSetName = AtServer)]
[OutputType(typeof(void))]
public sealed class RemoveSslBindingCommand : BindingCmdlet
{
    private const string AtServer = "HostName";
    private const string AtPlatform = "Platform";

    private BindingService? _service;

    /// <summary>The sites, by any of their names. HTTPS is taken from all of them together, or from none. At a platform only the certificates for these domains; by default all.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = AtServer)]
    [Parameter(Position = 0, ParameterSetName = AtPlatform)]
    [ValidateNotNullOrEmpty]
    public string[] HostName { get; set; } = [];

    /// <summary>The web server.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = AtServer)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WebServerCompleter))]
    public string Server { get; set; } = "nginx";

    /// <summary>The server's main configuration file; by default the one that the server uses by itself.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = AtServer)]
    [ValidateNotNullOrEmpty]
    public string? ConfigPath { get; set; }

    /// <summary>The port; by default the one that such a server usually has: 443 for web servers.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = AtServer)]
    [ValidateRange(1, 65535)]
    public int Port { get; set; }

    /// <summary>The hosting platform, by its name in the store.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = AtPlatform)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string Platform { get; set; } = "";

    /// <summary>The platform's environment, by its name or its own domain.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = AtPlatform)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EnvironmentNameCompleter))]
    public string Environment { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName == AtPlatform)
        {
            await RemoveFromPlatformAsync(cancellationToken);
            return;
        }

        _service ??= new BindingService(Engine, Store, Reporter);
        var options = new BindingOptions { Server = Server, ConfigPath = FullPath(ConfigPath), HostNames = HostName, Port = IsBound(nameof(Port)) ? Port : null };
        var plan = await _service.PlanRemoveAsync(options, cancellationToken);
        if (!ShouldProcess(plan.Description, plan.Description + "?", "SslTools")) return;
        await _service.ApplyAsync(plan, cancellationToken);
    }

    private async Task RemoveFromPlatformAsync(CancellationToken cancellationToken)
    {
        var (platform, environment) = await FindEnvironmentAsync(Platform, Environment, cancellationToken);
        var service = new PlatformBindingService(Engine, Reporter);
        var plan = await service.PlanRemoveAsync(platform, environment.Name, HostName, cancellationToken);
        if (ShouldProcess(plan.Description, plan.Description + "?", "SslTools")) await service.RemoveAsync(plan, cancellationToken);
    }
}
