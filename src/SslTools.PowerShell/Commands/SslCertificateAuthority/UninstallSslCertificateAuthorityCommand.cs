using System.Management.Automation;
using SslTools.Infrastructure;

namespace SslTools.Commands;

/// <summary>Takes the root of a local CA out of this machine's trust stores.</summary>
[Cmdlet(VerbsLifecycle.Uninstall, "SslCertificateAuthority", SupportsShouldProcess = true, DefaultParameterSetName = InputObjectSet)]
[OutputType(typeof(SslTrustChange))]
public sealed class UninstallSslCertificateAuthorityCommand : TrustCmdlet
{
    /// <inheritdoc/>
    private protected override bool Install => false;
}
