using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Whether a local platform's wildcard certificate can be served, asked before anything is changed.</summary>
public static class PlatformWildcard
{
    /// <summary>Finds and checks it.</summary>
    /// <param name="context">The platform.</param>
    /// <param name="engine">The adapters.</param>
    /// <param name="hostName">A name that it must cover.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The certificate.</returns>
    /// <exception cref="SslToolsException">WildcardExpired, WildcardDoesNotCover, WildcardHasNoKey, WildcardNotUsable.</exception>
    public static async Task<SslCertificate> FindAsync(
        PlatformContext context, IEngine engine, string hostName, CancellationToken cancellationToken)
    {
        var certificates = engine.OpenCertificates(context.Store);
        try
        {
            var name = context.Record.CertificateName!;
            var certificate = await certificates.FindAsync(StoreName.Parse(name), 0, cancellationToken).ConfigureAwait(false)
                ?? throw SslError.NotFound("certificate", name, certificates.Location);
            await BindingCertificate.CheckAsync(certificate, certificates, engine.Reader, context.Reporter, cancellationToken).ConfigureAwait(false);
            BindingCertificate.CheckName(certificate, hostName);
            return certificate;
        }
        catch (SslToolsException e)
        {
            throw SslError.WildcardNotUsable(context.Name, e);
        }
    }
}
