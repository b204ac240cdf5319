using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Lists the registered platforms.</summary>
[Cmdlet(VerbsCommon.Get, "SslPlatform")]
[OutputType(typeof(SslPlatform))]
public sealed class GetSslPlatformCommand : StoreCmdlet
{
    /// <summary>Names of platforms; wildcards allowed. By default all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var service = new PlatformService(Engine, Store, Reporter);
        return ForEachNameAsync(Name, service.ListAsync, async name => WriteObject(await service.GetAsync(name, cancellationToken)), cancellationToken);
    }
}
