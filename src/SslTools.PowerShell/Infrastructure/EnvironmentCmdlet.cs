using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Ports;
using SslTools.Services;

namespace SslTools.Infrastructure;

/// <summary>The base of cmdlets that work on many environments at once.</summary>
public abstract class EnvironmentCmdlet : StoreCmdlet
{
    /// <summary>Environments by name.</summary>
    protected const string ByName = "Name";

    /// <summary>Environments as objects.</summary>
    protected const string ByEnvironment = "Environment";

    private readonly List<(ISslPlatform Platform, SslEnvironment Environment)> _records = [];
    private readonly HashSet<(ISslPlatform Platform, string Name)> _known = [];
    private EnvironmentSelection? _selection;
    private BuiltInSslService? _service;

    /// <summary>The environments, from Get-SslEnvironment.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByEnvironment)]
    [ValidateNotNull]
    public SslEnvironment Environment { get; set; } = null!;

    /// <summary>The platform; by default the only one that is registered.</summary>
    [Parameter(ParameterSetName = ByName)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string? Platform { get; set; }

    /// <summary>How many environments are worked on at once; a platform may allow fewer.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int ThrottleLimit { get; set; } = 10;

    /// <summary>What does the work.</summary>
    private protected BuiltInSslService Service => _service ??= new BuiltInSslService(Engine, Reporter);

    /// <summary>The names or patterns that were given.</summary>
    private protected abstract IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        _selection ??= new EnvironmentSelection(new PlatformService(Engine, Store, Reporter));
        if (ParameterSetName == ByEnvironment)
        {
            Add(await _selection.OpenAsync(Environment.Platform, cancellationToken), Environment);
            return;
        }

        var platform = await _selection.OpenAsync(Platform, cancellationToken);
        foreach (var pattern in Names)
        {
            await GuardAsync(async () =>
            {
                foreach (var environment in await _selection.FindAsync(platform, pattern, cancellationToken)) Add(platform, environment);
            }, pattern);
        }
    }

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) => Task.WhenAll(_records.GroupBy(record => record.Platform).Select(group =>
        ThrottleAsync(
            group.ToList(), Math.Min(ThrottleLimit, group.Key.Concurrency),
            record => WorkAsync(record.Platform, record.Environment, cancellationToken), record => record.Environment.Name, cancellationToken)));

    /// <summary>Works on one environment.</summary>
    /// <param name="platform">Its platform.</param>
    /// <param name="environment">The environment as it was when it was selected.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    private protected abstract Task WorkAsync(ISslPlatform platform, SslEnvironment environment, CancellationToken cancellationToken);

    // One environment is worked on once, however often it is named.
    private void Add(ISslPlatform platform, SslEnvironment environment)
    {
        if (_known.Add((platform, environment.Name))) _records.Add((platform, environment));
    }
}
