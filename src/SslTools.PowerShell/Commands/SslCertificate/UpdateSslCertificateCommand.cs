using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Renews the certificates that are due, and makes the servers they are bound to serve the new ones.</summary>
[Cmdlet(VerbsData.Update, "SslCertificate", SupportsShouldProcess = true)]
[OutputType(typeof(SslRenewalResult))]
public sealed class UpdateSslCertificateCommand : StoreCmdlet
{
    private readonly List<RenewalCandidate> _due = [];
    private readonly RenewalCount _count = new();
    private AcmeRenewalService? _service;
    private RenewalRun? _run;

    /// <summary>Names of certificates; wildcards allowed. All that an ACME CA issued, by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CertificateNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Renews now, due or not.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How many certificates are renewed at once.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int ThrottleLimit { get; set; } = 10;

    // What scheduled tasks do: a few certificates, or a plan, are no run.
    private bool IsWholeRun => !MyInvocation.BoundParameters.ContainsKey(nameof(Name)) && !MyInvocation.ExpectingInput
        && !MyInvocation.BoundParameters.ContainsKey("WhatIf") && !LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    private RenewalRuns Runs => new(Engine, Store, Reporter);

    /// <inheritdoc/>
    protected override async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (IsWholeRun) _run = await Runs.BeginAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var service = _service ??= new AcmeRenewalService(Engine, Store, DnsSource(), Reporter);
        foreach (var pattern in Name)
        {
            await GuardAsync(async () =>
            {
                var names = await StoreNames.MatchAsync(pattern, service.ListAsync, cancellationToken);
                var isPattern = WildcardPattern.ContainsWildcardCharacters(pattern);
                foreach (var check in await OffPipelineAsync(() => service.CheckAsync(names, Force, cancellationToken), cancellationToken))
                    await GuardAsync(() => SortAsync(check, isPattern, cancellationToken), check.Name);
            }, pattern);
        }
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        await ThrottleAsync(
            _due, ThrottleLimit,
            async candidate =>
            {
                var (result, error) = await _service!.RenewAsync(candidate, cancellationToken);
                Emit(result);
                if (error is not null) WriteFailure(error, candidate.Name);
            },
            candidate => candidate.Name, cancellationToken);
        if (_run is not null) await Runs.EndAsync(_count.Complete(_run, Failures), cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _service?.Dispose();
        base.Dispose(disposing);
    }

    private async Task SortAsync(RenewalCheck check, bool isPattern, CancellationToken cancellationToken)
    {
        if (check.Error is not null) throw check.Error;
        if (check.Pending is not null) Emit(check.Pending);
        else if (check.Due is null && !isPattern) throw await _service!.ExplainAsync(check.Name, cancellationToken);
        else if (check.Due is { } due && ShouldProcess(due.Description, due.Description + "?", "SslTools")) _due.Add(due);
    }

    private void Emit(SslRenewalResult result)
    {
        _count.Add(result);
        WriteObject(result);
    }
}
