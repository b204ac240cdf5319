using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services;

namespace SslTools.Infrastructure;

/// <summary>The base of cmdlets that change the sites of a web server, or the environments of a platform.</summary>
public abstract class BindingCmdlet : StoreCmdlet
{
    private EnvironmentSelection? _selection;

    /// <summary>A configuration file as a path of the file system.</summary>
    /// <param name="path">As typed, or null.</param>
    /// <returns>The path, or null.</returns>
    private protected string? FullPath(string? path) => path is null ? null : GetUnresolvedProviderPathFromPSPath(path);

    /// <summary>Whether a parameter was given.</summary>
    /// <param name="parameter">Its name.</param>
    /// <returns>True when it was.</returns>
    private protected bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>Opens the platform that is named, and finds the environment.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="environment">The environment's name or own domain.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The platform, and the environment.</returns>
    private protected async Task<(ISslPlatform Platform, SslEnvironment Environment)> FindEnvironmentAsync(
        string platform, string environment, CancellationToken cancellationToken)
    {
        var selection = Selection();
        var opened = await selection.OpenAsync(platform, cancellationToken);
        return (opened, BuiltInSslService.Find(opened, await selection.ListAsync(opened, cancellationToken), environment));
    }

    /// <summary>The environments of a platform that patterns select.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="patterns">Names or patterns.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The platform, and the environments.</returns>
    private protected async Task<(ISslPlatform Platform, IReadOnlyList<SslEnvironment> Environments)> SelectEnvironmentsAsync(
        string platform, IReadOnlyList<string> patterns, CancellationToken cancellationToken)
    {
        var selection = Selection();
        var opened = await selection.OpenAsync(platform, cancellationToken);
        var environments = new List<SslEnvironment>();
        foreach (var pattern in patterns)
            await GuardAsync(async () => environments.AddRange(await selection.FindAsync(opened, pattern, cancellationToken)), pattern);
        return (opened, environments.Distinct().ToList());
    }

    private EnvironmentSelection Selection() => _selection ??= new EnvironmentSelection(new PlatformService(Engine, Store, Reporter));
}
