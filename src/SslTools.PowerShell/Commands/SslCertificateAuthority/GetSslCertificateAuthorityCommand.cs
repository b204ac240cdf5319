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
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AuthorityNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var authorities = _authorities ??= Engine.OpenAuthorities(Store);
        return ForEachNameAsync(Name, authorities.ListAsync, async name =>
            WriteObject(await authorities.FindAsync(name, cancellationToken)
                ?? throw SslError.NotFound("certificate authority", name, authorities.Location)), cancellationToken);
    }
}
