using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Lists the ACME accounts of the store.</summary>
[Cmdlet(VerbsCommon.Get, "LetsEncryptAccount")]
[OutputType(typeof(LetsEncryptAccount))]
public sealed class GetLetsEncryptAccountCommand : AcmeCmdlet
{
    /// <summary>Names of accounts in the store; wildcards allowed. By default all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AcmeAccountCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only accounts at these CAs.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AcmeServerCompleter))]
    public string[] Server { get; set; } = [];

    /// <summary>Asks the CA how it sees each account, and keeps the answer.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var service = new AcmeAccountService(Engine, Store);
        var servers = Server.Select(server => AcmeServer.Parse(server).Directory).ToList();
        await ForEachNameAsync(Name, service.ListAsync, async name =>
        {
            var account = await service.GetAsync(name, cancellationToken);
            if (servers.Count > 0 && !servers.Contains(account.Directory)) return;
            WriteObject(Refresh ? await service.RefreshAsync(name, TrustedRoots, cancellationToken) : account);
        }, cancellationToken);
    }
}
