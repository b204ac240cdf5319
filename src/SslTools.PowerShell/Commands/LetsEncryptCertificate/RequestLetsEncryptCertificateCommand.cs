using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Requests a certificate from Let's Encrypt or another ACME CA, and keeps it with all that renews it.</summary>
[Cmdlet(VerbsLifecycle.Request, "LetsEncryptCertificate", SupportsShouldProcess = true, DefaultParameterSetName = AtCa)]
[OutputType(typeof(SslCertificate))]
public sealed partial class RequestLetsEncryptCertificateCommand : AcmeChallengeCmdlet
{
    private const string AtCa = "CA";

    private readonly List<AcmeRequestPlan> _plans = [];
    private AcmeRequestService? _service;

    /// <summary>DNS names, wildcards and addresses; a text may list several. Each record of the pipeline is a certificate.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] DnsName { get; set; } = [];

    /// <summary>IP addresses; not every CA issues for them.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public IPAddress[] IPAddress { get; set; } = [];

    /// <summary>The name in the store; by default the first identifier.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The CAs, in the order they are tried: names or addresses of directories.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AcmeServerCompleter))]
    public string[] Server { get; set; } = [AcmeServer.Default.Name];

    /// <summary>The account's name in the store; by default the CA's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AcmeAccountCompleter))]
    public string? Account { get; set; }

    /// <summary>A profile of the CA, such as tlsserver or shortlived.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AcmeProfileCompleter))]
    public string? Profile { get; set; }

    /// <summary>The common name of an issuer or root of the chain to prefer.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PreferredChain { get; set; }

    /// <summary>The key pair.</summary>
    [Parameter]
    [KeyAlgorithmTransformation]
    public SslKeyAlgorithm KeyAlgorithm { get; set; } = SslKeyAlgorithm.P256;

    /// <summary>Keeps the key of the present certificate, now and at renewals.</summary>
    [Parameter]
    public SwitchParameter ReuseKey { get; set; }

    /// <summary>A certification request of your own: a file, or PEM text. Its key stays where it is.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CertificateRequest { get; set; }

    /// <summary>Demands a stapled OCSP answer; few CAs still give one.</summary>
    [Parameter]
    public SwitchParameter MustStaple { get; set; }

    /// <summary>Issues for the names that can be validated, and tells of the others.</summary>
    [Parameter]
    public SwitchParameter SkipFailedNames { get; set; }

    /// <summary>Tests everything that can be tested before an order is made.</summary>
    [Parameter]
    public SwitchParameter Preflight { get; set; }

    /// <summary>Replaces a certificate before its time, and ignores foreseen rate limits.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How long a CA may take for one certificate, in seconds.</summary>
    [Parameter]
    [ValidateRange(5, 86400)]
    public int TimeoutSeconds { get; set; } = 600;

    /// <summary>How many certificates are requested at once.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int ThrottleLimit { get; set; } = 10;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName == AtPlatform)
        {
            await RequestAtPlatformAsync(cancellationToken);
            return;
        }

        _service ??= new AcmeRequestService(Engine, Store, DnsSource(DnsPresent, DnsCleanUp), Reporter);
        var plan = await _service.PlanAsync(Options(), cancellationToken);
        if (plan.IsDone)
        {
            WriteWarning($"'{plan.Name}' is valid until {plan.Existing!.NotAfter:yyyy-MM-dd HH:mm} UTC and not due; nothing was requested. Use -Force to replace it now.");
            WriteObject(plan.Existing);
        }
        else if (ShouldProcess(plan.Description, plan.Description + "?", "SslTools"))
        {
            _plans.Add(plan);
        }
    }

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) => ThrottleAsync(
        _plans, ThrottleLimit,
        async plan => WriteObject(await _service!.RequestAsync(plan, cancellationToken)), plan => plan.Name, cancellationToken);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _service?.Dispose();
        base.Dispose(disposing);
    }

    private AcmeRequestOptions Options() => new()
    {
        Names = [.. DnsName, .. IPAddress.Select(address => address.ToString())],
        Name = Name,
        Servers = NameList.Split(Server).Select(AcmeServer.Parse).ToList(),
        Account = AccountOptions(Account),
        Challenges = ChallengeSettings(),
        DnsSecrets = DnsSecrets(),
        Profile = Profile,
        PreferredChain = PreferredChain,
        KeyAlgorithm = KeyAlgorithm,
        ReuseKey = ReuseKey,
        CertificateRequest = ReadRequest(),
        MustStaple = MustStaple,
        SkipFailedNames = SkipFailedNames,
        Force = Force,
        Preflight = Preflight,
        Limit = TimeSpan.FromSeconds(TimeoutSeconds),
    };

    private byte[]? ReadRequest()
    {
        if (CertificateRequest is null) return null;
        if (CertificateRequest.Contains("-----BEGIN")) return Engine.Reader.ReadRequest(Encoding.UTF8.GetBytes(CertificateRequest), "the given text");
        var path = this.ResolveFile(CertificateRequest);
        return Engine.Reader.ReadRequest(Engine.Files.Read(path), path);
    }
}
