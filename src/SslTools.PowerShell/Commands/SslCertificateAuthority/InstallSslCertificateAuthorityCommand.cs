using System.Management.Automation;
using SslTools.Infrastructure;

namespace SslTools.Commands;

/// <summary>Makes the root of a local CA trusted on this machine.</summary>
[Cmdlet(VerbsLifecycle.Install, "SslCertificateAuthority", SupportsShouldProcess = true, DefaultParameterSetName = InputObjectSet)]
[OutputType(typeof(SslTrustChange))]
public sealed class InstallSslCertificateAuthorityCommand : TrustCmdlet
{
    /// <inheritdoc/>
    private protected override bool Install => true;
}
