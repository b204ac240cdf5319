using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Services;

namespace SslTools.Infrastructure;

/// <summary>The base of cmdlets that speak with an ACME CA.</summary>
public abstract class AcmeCmdlet : StoreCmdlet
{
    private IReadOnlyList<byte[]>? _roots;

    /// <summary>PEM files with the roots of a private CA, trusted for its TLS certificate beside the machine's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] CACertificate { get; set; } = [];

    /// <summary>The roots that were given, DER.</summary>
    private protected IReadOnlyList<byte[]> TrustedRoots => _roots ??= RootFiles.Read(this, Engine, CACertificate);

    /// <summary>The CA that is meant: the one that was named, else the account's, else Let's Encrypt.</summary>
    /// <param name="server">As typed, or null.</param>
    /// <param name="account">An account's name, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The CA.</returns>
    /// <exception cref="SslToolsException">UnknownAcmeServer.</exception>
    private protected async Task<AcmeServer> FindServerAsync(string? server, string? account, CancellationToken cancellationToken)
    {
        if (server is not null) return AcmeServer.Parse(server);
        return (account is null ? null : await new AcmeAccountService(Engine, Store).FindServerAsync(account, cancellationToken)) ?? AcmeServer.Default;
    }
}
