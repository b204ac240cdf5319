using System;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Issues a certificate signed by its own key, or by a local CA, and keeps it in the store.</summary>
[Cmdlet(VerbsCommon.New, "SelfSignedSslCertificate", SupportsShouldProcess = true)]
[OutputType(typeof(SslCertificate))]
public sealed class NewSelfSignedSslCertificateCommand : StoreCmdlet
{
    private SelfSignedService? _service;

    /// <summary>DNS names: also wildcards and Unicode names. An IP address is taken as one.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] DnsName { get; set; } = [];

    /// <summary>IPv4 and IPv6 addresses.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public IPAddress[] IPAddress { get; set; } = [];

    /// <summary>The name in the store; by default the first identifier.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Name { get; set; }

    /// <summary>The subject (RFC 4514); by default CN with the first DNS name that fits.</summary>
    [Parameter]
    public string? Subject { get; set; }

    /// <summary>The key pair.</summary>
    [Parameter]
    [KeyAlgorithmTransformation]
    public SslKeyAlgorithm KeyAlgorithm { get; set; } = SslKeyAlgorithm.P256;

    /// <summary>Lifetime in days; 397 by default.</summary>
    [Parameter]
    public int ValidityDays { get; set; }

    /// <summary>Start of validity; now by default.</summary>
    [Parameter]
    public DateTime NotBefore { get; set; }

    /// <summary>End of validity.</summary>
    [Parameter]
    public DateTime NotAfter { get; set; }

    /// <summary>The local CA that signs.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AuthorityNameCompleter))]
    public string? Authority { get; set; }

    /// <summary>Opens the root key of a local CA without an intermediate.</summary>
    [Parameter]
    public SecureString? AuthorityPassphrase { get; set; }

    /// <summary>Keeps nothing on disk.</summary>
    [Parameter]
    public SwitchParameter Ephemeral { get; set; }

    /// <summary>Replaces an existing certificate; the earlier version is kept.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        _service ??= new SelfSignedService(Engine, Store, Reporter);
        var plan = await _service.PlanAsync(Options(), cancellationToken);
        if (!ShouldProcess(plan.Description, plan.Description + "?", "SslTools")) return;
        WriteObject(plan.IsSlow
            ? await OffPipelineAsync(() => _service.IssueAsync(plan, cancellationToken), cancellationToken)
            : await _service.IssueAsync(plan, cancellationToken));
    }

    private SelfSignedOptions Options() => new()
    {
        DnsNames = DnsName,
        IPAddresses = IPAddress,
        Name = Name,
        Subject = Subject,
        KeyAlgorithm = KeyAlgorithm,
        ValidityDays = MyInvocation.BoundParameters.ContainsKey(nameof(ValidityDays)) ? ValidityDays : null,
        NotBefore = MyInvocation.BoundParameters.ContainsKey(nameof(NotBefore)) ? new DateTimeOffset(NotBefore) : null,
        NotAfter = MyInvocation.BoundParameters.ContainsKey(nameof(NotAfter)) ? new DateTimeOffset(NotAfter) : null,
        Authority = Authority,
        AuthorityPassphrase = AuthorityPassphrase,
        Ephemeral = Ephemeral,
        Force = Force,
    };
}
