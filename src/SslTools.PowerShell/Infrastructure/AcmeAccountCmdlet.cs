using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Services;

namespace SslTools.Infrastructure;

/// <summary>The base of cmdlets that work on accounts which are there: by name, or from the pipeline.</summary>
public abstract class AcmeAccountCmdlet : StoreCmdlet
{
    /// <summary>Accounts by name; the default.</summary>
    private protected const string ByName = "Name";

    private const string ByAccount = "Account";

    /// <summary>Names of accounts in the store; wildcards allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByName)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AcmeAccountCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Accounts from Get-LetsEncryptAccount, of whichever store.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByAccount)]
    public LetsEncryptAccount[] Account { get; set; } = [];

    /// <inheritdoc/>
    protected sealed override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName == ByName)
        {
            var service = new AcmeAccountService(Engine, Store);
            await ForEachNameAsync(Name, service.ListAsync, name => WorkAsync(service, name, cancellationToken), cancellationToken);
            return;
        }

        foreach (var account in Account)
            await GuardAsync(() => WorkAsync(new AcmeAccountService(Engine, Engine.OpenStore(account.StorePath)), account.Name, cancellationToken), account);
    }

    /// <summary>Works on one account.</summary>
    /// <param name="service">The accounts of its store.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    private protected abstract Task WorkAsync(AcmeAccountService service, string name, CancellationToken cancellationToken);
}
