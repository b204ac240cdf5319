using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Shows the task that renews the certificates of a store: how it last went, and when it runs next.</summary>
[Cmdlet(VerbsCommon.Get, "SslRenewalTask")]
[OutputType(typeof(SslRenewalTask))]
public sealed class GetSslRenewalTaskCommand : StoreCmdlet
{
    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken) =>
        WriteObject(await new RenewalTaskService(Engine, Store, Reporter).ListAsync(cancellationToken), true);
}
