using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Ports;
using SslTools.Services;

namespace SslTools.Infrastructure;

/// <summary>The base of the cmdlets that change trust stores.</summary>
public abstract class TrustCmdlet : StoreCmdlet
{
    /// <summary>The default, and no array: else PowerShell would bind an object's name to -Name before the object itself.</summary>
    private protected const string InputObjectSet = "InputObject";

    private const string NameSet = "Name";

    private readonly List<TrustTarget> _targets = [];
    private TrustService? _service;

    /// <summary>Names of local certificate authorities in the store; wildcards allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AuthorityNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>A local certificate authority, of whichever store.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InputObjectSet, ValueFromPipeline = true)]
    public SslCertificateAuthority? InputObject { get; set; }

    /// <summary>The kinds of trust store; by default all that there are on this machine.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(TrustStoreCompleter))]
    public string[] TrustStore { get; set; } = [];

    /// <summary>Emits what became of the root in each trust store.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Whether roots go in; otherwise they come out.</summary>
    private protected abstract bool Install { get; }

    /// <inheritdoc/>
    protected sealed override async Task BeginAsync(CancellationToken cancellationToken)
    {
        _service = new TrustService(Engine, Reporter);
        foreach (var kind in _service.Select(TrustStore))
        {
            await EachAsync(kind, async () =>
                _targets.AddRange(await _service.LocateAsync(kind, TrustStore.Length > 0, cancellationToken)));
        }

        if (TrustStore.Length == 0 && _targets.Count == 0) throw SslError.TrustStoreNotFound(string.Join(", ", _service.Select([])));
    }

    /// <inheritdoc/>
    protected sealed override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (InputObject is not null)
        {
            await ChangeAsync(InputObject, cancellationToken);
            return;
        }

        var authorities = Engine.OpenAuthorities(Store);
        foreach (var pattern in Name)
        {
            await EachAsync(pattern, async () =>
            {
                foreach (var name in await StoreNames.MatchAsync(pattern, authorities.ListAsync, cancellationToken))
                    await EachAsync(name, () => ChangeAsync(authorities, name, cancellationToken));
            });
        }
    }

    private async Task ChangeAsync(IAuthorityStore authorities, string name, CancellationToken cancellationToken) => await ChangeAsync(
        await authorities.FindAsync(name, cancellationToken) ?? throw SslError.NotFound("certificate authority", name, authorities.Location),
        cancellationToken);

    private async Task ChangeAsync(SslCertificateAuthority authority, CancellationToken cancellationToken)
    {
        foreach (var target in _targets)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await EachAsync(authority, async () =>
            {
                var plan = await _service!.PlanAsync(authority, target, Install, cancellationToken);
                var change = plan.Settled;
                if (change is null && ShouldProcess(plan.Description, plan.Description + "?", "SslTools"))
                    change = await _service.ApplyAsync(plan, cancellationToken);
                if (change is not null && PassThru) WriteObject(change);
            });
        }
    }

    // One name or store that fails never keeps the others from being changed.
    private async Task EachAsync(object target, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (SslToolsException e)
        {
            WriteFailure(e, target);
        }
    }
}
