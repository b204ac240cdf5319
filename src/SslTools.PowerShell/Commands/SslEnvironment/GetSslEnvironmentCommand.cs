using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Lists the environments of the registered platforms.</summary>
[Cmdlet(VerbsCommon.Get, "SslEnvironment")]
[OutputType(typeof(SslEnvironment))]
public sealed class GetSslEnvironmentCommand : StoreCmdlet
{
    private EnvironmentSelection? _selection;

    /// <summary>Names of environments, or their domains; wildcards allowed. By default all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EnvironmentNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only these platforms; by default all.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string[] Platform { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var service = new PlatformService(Engine, Store, Reporter);
        _selection ??= new EnvironmentSelection(service);
        var environments = new List<SslEnvironment>();
        var platforms = Platform.Length > 0 ? Platform : (await service.ListAsync(cancellationToken)).ToArray();
        if (platforms.Length == 0) platforms = [(await service.OpenAsync(null, cancellationToken)).Name];
        foreach (var name in platforms)
        {
            // A platform that does not answer never hides the others.
            await GuardAsync(async () =>
                environments.AddRange(await _selection.ListAsync(await _selection.OpenAsync(name, cancellationToken), cancellationToken)), name);
        }

        foreach (var pattern in Name)
        {
            var wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
            var found = environments.Where(e => wildcard.IsMatch(e.Name) || wildcard.IsMatch(e.Domain) || e.CustomDomains.Any(wildcard.IsMatch)).ToList();
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(pattern) && environments.Count > 0)
                WriteFailure(SslError.EnvironmentNotFound(environments[0].Platform, pattern, NearestName.Find(pattern, environments.Select(e => e.Name))));
            WriteObject(found, true);
        }
    }
}
