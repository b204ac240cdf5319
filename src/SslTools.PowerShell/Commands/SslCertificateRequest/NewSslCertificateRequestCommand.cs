using System.Management.Automation;
using System.Net;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Infrastructure;
using SslTools.Services.Requests;

namespace SslTools.Commands;

/// <summary>Makes a certificate request for a CA to sign, and keeps its key in the store until the certificate comes.</summary>
[Cmdlet(VerbsCommon.New, "SslCertificateRequest", SupportsShouldProcess = true, DefaultParameterSetName = NewKeySet)]
[OutputType(typeof(SslCertificateRequest))]
public sealed class NewSslCertificateRequestCommand : StoreCmdlet
{
    private const string NewKeySet = "DnsName";
    private const string KeyFileSet = "KeyFile";
    private const string FromSet = "From";
    private RequestService? _service;

    /// <summary>DNS names: also wildcards and Unicode names. An IP address is taken as one.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = NewKeySet)]
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = KeyFileSet)]
    [Parameter(Position = 0, ParameterSetName = FromSet)]
    public string[] DnsName { get; set; } = [];

    /// <summary>IPv4 and IPv6 addresses.</summary>
    [Parameter]
    public IPAddress[] IPAddress { get; set; } = [];

    /// <summary>A certificate to ask for again, with its key, its names and its subject.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = FromSet)]
    public SslCertificate? From { get; set; }

    /// <summary>The file of a private key brought along, in any format.</summary>
    [Parameter(Mandatory = true, ParameterSetName = KeyFileSet)]
    [ValidateNotNullOrEmpty]
    public string? PrivateKeyPath { get; set; }

    /// <summary>Opens the file of the private key.</summary>
    [Parameter(ParameterSetName = KeyFileSet)]
    [ValidateNotNull]
    public SecureString? Password { get; set; }

    /// <summary>The key pair to make.</summary>
    [Parameter(ParameterSetName = NewKeySet)]
    [KeyAlgorithmTransformation]
    public SslKeyAlgorithm KeyAlgorithm { get; set; } = SslKeyAlgorithm.P256;

    /// <summary>The name in the store; by default the first identifier.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>The whole subject (RFC 4514), in place of its parts.</summary>
    [Parameter]
    public string? Subject { get; set; }

    /// <summary>CN; by default the first DNS name that fits.</summary>
    [Parameter]
    public string? CommonName { get; set; }

    /// <summary>O: the legal name of who runs the server.</summary>
    [Parameter]
    public string? Organization { get; set; }

    /// <summary>OU. Public CAs no longer certify it.</summary>
    [Parameter]
    public string? OrganizationalUnit { get; set; }

    /// <summary>L: the city.</summary>
    [Parameter]
    [Alias("City")]
    public string? Locality { get; set; }

    /// <summary>ST: the state or province.</summary>
    [Parameter]
    [Alias("Province")]
    public string? State { get; set; }

    /// <summary>C: two letters.</summary>
    [Parameter]
    public string? Country { get; set; }

    /// <summary>Uses of the key to ask for; by default the CA decides.</summary>
    [Parameter]
    public SslKeyUsage[] KeyUsage { get; set; } = [];

    /// <summary>Purposes to ask for; by default the CA decides.</summary>
    [Parameter]
    [Alias("ExtendedKeyUsage")]
    public SslKeyPurpose[] KeyPurpose { get; set; } = [];

    /// <summary>Asks for a certificate that clients accept with a stapled OCSP answer alone.</summary>
    [Parameter]
    public SwitchParameter MustStaple { get; set; }

    /// <summary>The file to write the request to, besides the store; or an existing folder, where it is named after the request.</summary>
    [Parameter]
    [Alias("FilePath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Replaces a request that waits under the same name (its earlier version is kept), and the file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var service = _service ??= new RequestService(Engine, Store, Reporter);
        var plan = await service.PlanAsync(Options(), cancellationToken);
        if (!ShouldProcess(plan.Description, plan.Description + "?", "SslTools")) return;
        WriteObject(plan.IsSlow
            ? await OffPipelineAsync(() => service.CreateAsync(plan, cancellationToken), cancellationToken)
            : await service.CreateAsync(plan, cancellationToken));
    }

    private RequestOptions Options() => new()
    {
        DnsNames = DnsName,
        IPAddresses = IPAddress,
        From = From,
        PrivateKeyPath = PrivateKeyPath is null ? null : this.ResolveFile(PrivateKeyPath),
        Password = Password,
        KeyAlgorithm = MyInvocation.BoundParameters.ContainsKey(nameof(KeyAlgorithm)) ? KeyAlgorithm : null,
        Name = Name,
        Subject = Subject,
        Fields = new SubjectFields
        {
            CommonName = CommonName,
            Organization = Organization,
            OrganizationalUnit = OrganizationalUnit,
            Locality = Locality,
            State = State,
            Country = Country,
        },
        KeyUsages = KeyUsage,
        KeyPurposes = KeyPurpose,
        MustStaple = MustStaple,
        Path = Path is null ? null : this.ResolveFile(Path),
        Force = Force,
    };
}
