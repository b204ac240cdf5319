using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Forgets platforms with their passwords, tokens and sessions; the environments stay as they are.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "SslPlatform", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class UnregisterSslPlatformCommand : StoreCmdlet
{
    /// <summary>Names of platforms; wildcards allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var service = new PlatformService(Engine, Store, Reporter);
        return ForEachNameAsync(Name, service.ListAsync, async name =>
        {
            var platform = await service.GetAsync(name, cancellationToken);
            var plan = $"Forget the platform '{platform.Name}'; its environments stay as they are";
            if (ShouldProcess(plan, plan + "?", "SslTools")) await service.UnregisterAsync(name, cancellationToken);
        }, cancellationToken);
    }
}
