using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Removes certificates from the store, with their private keys and all earlier versions.</summary>
[Cmdlet(VerbsCommon.Remove, "SslCertificate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ByName)]
[OutputType(typeof(void))]
public sealed class RemoveSslCertificateCommand : StoreCmdlet
{
    private const string ByName = "Name";
    private const string ByCertificate = "Certificate";

    /// <summary>Names in the store; wildcards allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByName)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CertificateNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Certificates from Get-SslCertificate; each is removed from the store it came from.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByCertificate)]
    public SslCertificate[] Certificate { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName == ByName)
        {
            var service = new RemovalService(Engine, Store);
            await ForEachNameAsync(Name, Engine.OpenCertificates(Store).ListAsync, name => RemoveAsync(service, name, cancellationToken), cancellationToken);
            return;
        }

        foreach (var certificate in Certificate)
        {
            await GuardAsync(() =>
            {
                var store = Engine.OpenStore(certificate.StorePath ?? throw SslError.NotStored(certificate.Name));
                return RemoveAsync(new RemovalService(Engine, store), certificate.Name, cancellationToken);
            }, certificate);
        }
    }

    private async Task RemoveAsync(RemovalService service, string name, CancellationToken cancellationToken)
    {
        var plan = await service.PlanAsync(name, cancellationToken);
        if (!ShouldProcess(plan.Description, plan.Description + "?", "SslTools")) return;
        await service.RemoveAsync(plan, cancellationToken);
    }
}
