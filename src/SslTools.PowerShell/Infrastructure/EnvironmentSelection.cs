using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services;

namespace SslTools.Infrastructure;

/// <summary>The environments that names and objects of one command select; each platform is opened and listed once.</summary>
internal sealed class EnvironmentSelection
{
    private readonly PlatformService _service;
    private readonly Dictionary<string, ISslPlatform> _platforms = [];
    private readonly Dictionary<ISslPlatform, IReadOnlyList<SslEnvironment>> _environments = [];

    public EnvironmentSelection(PlatformService service) => _service = service;

    /// <summary>Opens a platform.</summary>
    /// <param name="name">Its name; null for the only one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The platform.</returns>
    public async Task<ISslPlatform> OpenAsync(string? name, CancellationToken cancellationToken)
    {
        if (!_platforms.TryGetValue(name ?? "", out var platform)) _platforms[name ?? ""] = platform = await _service.OpenAsync(name, cancellationToken);
        return platform;
    }

    /// <summary>The environments of a platform.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The environments.</returns>
    public async Task<IReadOnlyList<SslEnvironment>> ListAsync(ISslPlatform platform, CancellationToken cancellationToken)
    {
        if (!_environments.TryGetValue(platform, out var environments))
            _environments[platform] = environments = await platform.ListAsync(cancellationToken);
        return environments;
    }

    /// <summary>The environments of a platform that a name or pattern selects.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="pattern">A name or own domain, or a pattern; a pattern may select nothing.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The environments.</returns>
    /// <exception cref="SslToolsException">EnvironmentNotFound, CustomDomainNotCovered, NotOneLabel.</exception>
    public async Task<IReadOnlyList<SslEnvironment>> FindAsync(ISslPlatform platform, string pattern, CancellationToken cancellationToken)
    {
        var environments = await ListAsync(platform, cancellationToken);
        if (!WildcardPattern.ContainsWildcardCharacters(pattern)) return [BuiltInSslService.Find(platform, environments, pattern)];
        var wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
        return environments.Where(environment => wildcard.IsMatch(environment.Name) || wildcard.IsMatch(environment.Domain)).ToList();
    }
}
