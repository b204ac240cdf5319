using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Ports;

namespace SslTools.Commands;

/// <summary>Removes certificate requests from the store, with their private keys.</summary>
[Cmdlet(VerbsCommon.Remove, "SslCertificateRequest", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ByName)]
[OutputType(typeof(void))]
public sealed class RemoveSslCertificateRequestCommand : StoreCmdlet
{
    private const string ByName = "Name";
    private const string ByRequest = "Request";

    /// <summary>Names in the store; wildcards allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByName)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RequestNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Requests from Get-SslCertificateRequest; each is removed from the store it came from.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByRequest)]
    public SslCertificateRequest[] Request { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var requests = Engine.OpenRequests(Store);
        await ForEachNameAsync(Name, requests.ListAsync, name => RemoveAsync(requests, name, cancellationToken), cancellationToken);
        foreach (var request in Request)
            await GuardAsync(() => RemoveAsync(Engine.OpenRequests(Engine.OpenStore(request.StorePath)), request.Name, cancellationToken), request);
    }

    private async Task RemoveAsync(IRequestStore requests, string name, CancellationToken cancellationToken)
    {
        if (!await requests.ExistsAsync(name, cancellationToken)) throw SslError.NotFound("certificate request", name, requests.Location);
        var plan = $"Remove the certificate request '{name}' and its private key from '{requests.Location}'; a certificate for it could not be used any more";
        if (ShouldProcess(plan, plan + "?", "SslTools")) await requests.RemoveAsync(name, cancellationToken);
    }
}
