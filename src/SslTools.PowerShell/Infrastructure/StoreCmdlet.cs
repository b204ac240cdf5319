using System.Management.Automation;
using SslTools.Ports;

namespace SslTools.Infrastructure;

/// <summary>The base of cmdlets that use the store.</summary>
public abstract class StoreCmdlet : SslCmdlet
{
    private IStore? _store;

    /// <summary>
    /// The store's folder. Default: SSLTOOLS_HOME, or the machine's state folder when elevated, the user's otherwise.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StorePath { get; set; }

    /// <summary>The store.</summary>
    private protected IStore Store => _store ??= Engine.OpenStore(ResolveStorePath());

    private string ResolveStorePath() =>
        StorePath is null ? Services.StorePath.Default(Engine.IsElevated) : GetUnresolvedProviderPathFromPSPath(StorePath);
}
