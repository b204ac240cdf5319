using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;

namespace SslTools.Commands;

/// <summary>Lists the certificate requests that wait in the store for their certificate.</summary>
[Cmdlet(VerbsCommon.Get, "SslCertificateRequest")]
[OutputType(typeof(SslCertificateRequest))]
public sealed class GetSslCertificateRequestCommand : StoreCmdlet
{
    /// <summary>Names in the store; wildcards allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RequestNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var requests = Engine.OpenRequests(Store);
        await ForEachNameAsync(
            Name, requests.ListAsync,
            async name => WriteObject(await requests.FindAsync(name, cancellationToken) ?? throw SslError.NotFound("certificate request", name, requests.Location)),
            cancellationToken);
    }
}
