using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Ports;

namespace SslTools.Commands;

/// <summary>Lists the local certificate authorities of the store.</summary>
[Cmdlet(VerbsCommon.Get, "SslCertificateAuthority")]
[OutputType(typeof(SslCertificateAuthority))]
public sealed class GetSslCertificateAuthorityCommand : StoreCmdlet
{
    private IAuthorityStore? _authorities;

    /// <summary>Names in the store; wildcards allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AuthorityNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        _authorities ??= Engine.OpenAuthorities(Store);
        foreach (var pattern in Name)
        {
            foreach (var name in await StoreNames.MatchAsync(pattern, _authorities.ListAsync, cancellationToken))
                await ShowAsync(name, cancellationToken);
        }
    }

    // One damaged entry never hides the others.
    private async Task ShowAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            WriteObject(await _authorities!.FindAsync(name, cancellationToken)
                ?? throw SslError.NotFound("certificate authority", name, _authorities.Location));
        }
        catch (SslToolsException e)
        {
            WriteFailure(e, name);
        }
    }
}
