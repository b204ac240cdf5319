using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Ports;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Lists the sites of this machine's web servers that answer HTTPS, with their certificates.</summary>
[Cmdlet(VerbsCommon.Get, "SslBinding", DefaultParameterSetName = AtServer)]
[OutputType(typeof(SslBinding), typeof(SslPlatformBinding))]
public sealed class GetSslBindingCommand : BindingCmdlet
{
    private const string AtServer = "HostName";
    private const string AtPlatform = "Platform";

    /// <summary>Names of sites; wildcards allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = AtServer)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] HostName { get; set; } = ["*"];

    /// <summary>Only these web servers; by default all that are installed.</summary>
    [Parameter(ParameterSetName = AtServer)]
    [ArgumentCompleter(typeof(WebServerCompleter))]
    public string[] Server { get; set; } = [];

    /// <summary>The main configuration file; by default the one that the server uses by itself.</summary>
    [Parameter(ParameterSetName = AtServer)]
    [ValidateNotNullOrEmpty]
    public string? ConfigPath { get; set; }

    /// <summary>The hosting platform whose environments are listed instead of this machine's sites.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AtPlatform)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string Platform { get; set; } = "";

    /// <summary>Names of environments; wildcards allowed. By default all.</summary>
    [Parameter(ParameterSetName = AtPlatform)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EnvironmentNameCompleter))]
    public string[] Environment { get; set; } = ["*"];

    // A file is that of one kind of server: the one that Set-SslBinding takes it for.
    private string[] Servers => Server.Length == 0 && ConfigPath is not null ? ["nginx"] : Server;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName == AtPlatform)
        {
            await ListPlatformAsync(cancellationToken);
            return;
        }

        var query = new BindingQuery(Engine, Store, Reporter);
        var path = FullPath(ConfigPath);
        var bindings = new List<SslBinding>();
        foreach (var server in await query.LocateAsync(Servers, path, cancellationToken)) bindings.AddRange(await ReadAsync(query, server, cancellationToken));
        foreach (var pattern in HostName)
        {
            var wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
            var found = bindings.Where(binding => binding.HostNames.DefaultIfEmpty("").Any(wildcard.IsMatch)).ToList();
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(pattern)) WriteFailure(SslError.BindingNotFound(pattern));
            WriteObject(found, true);
        }
    }

    private async Task ListPlatformAsync(CancellationToken cancellationToken)
    {
        var (platform, environments) = await SelectEnvironmentsAsync(Platform, Environment, cancellationToken);
        var service = new PlatformBindingService(Engine, Reporter);
        await ThrottleAsync(
            environments, platform.Concurrency,
            async environment => WriteObject(await service.ReadAsync(platform, environment, cancellationToken), true), environment => environment.Name, cancellationToken);
    }

    // A server whose configuration is broken never hides the others.
    private async Task<IReadOnlyList<SslBinding>> ReadAsync(BindingQuery query, IWebServerInstance server, CancellationToken cancellationToken)
    {
        try
        {
            return await query.ReadAsync(server, cancellationToken);
        }
        catch (SslToolsException e)
        {
            WriteFailure(e, server.ConfigPath);
            return [];
        }
    }
}
