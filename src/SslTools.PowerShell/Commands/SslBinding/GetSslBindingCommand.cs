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
[Cmdlet(VerbsCommon.Get, "SslBinding")]
[OutputType(typeof(SslBinding))]
public sealed class GetSslBindingCommand : StoreCmdlet
{
    /// <summary>Names of sites; wildcards allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] HostName { get; set; } = ["*"];

    /// <summary>Only these web servers; by default all that are installed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(WebServerCompleter))]
    public string[] Server { get; set; } = [];

    /// <summary>The main configuration file; by default the one that the server uses by itself.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ConfigPath { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var query = new BindingQuery(Engine, Store, Reporter);
        var path = ConfigPath is null ? null : GetUnresolvedProviderPathFromPSPath(ConfigPath);
        var bindings = new List<SslBinding>();
        foreach (var server in await query.LocateAsync(Server, path, cancellationToken)) bindings.AddRange(await ReadAsync(query, server, cancellationToken));
        foreach (var pattern in HostName)
        {
            var wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
            var found = bindings.Where(binding => binding.HostNames.DefaultIfEmpty("").Any(wildcard.IsMatch)).ToList();
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(pattern)) WriteFailure(SslError.BindingNotFound(pattern));
            WriteObject(found, true);
        }
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
