using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Takes away what built-in SSL took the place of, once the entry point really serves it: the site is never without HTTPS.</summary>
internal sealed class SolutionSwitch
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ServedCertificate _served;
    private readonly IReporter _reporter;

    public SolutionSwitch(ServedCertificate served, IReporter reporter)
    {
        _served = served;
        _reporter = reporter;
    }

    /// <summary>Ends the other solutions for an environment's own domain; certificates for custom domains stay.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="before">The environment as it was before the switch.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">BuiltInSslNotServed: then the other solution was left in place.</exception>
    public async Task EndOthersAsync(ISslPlatform platform, SslEnvironment before, CancellationToken cancellationToken)
    {
        if (before.CertificateSource is null or SslCertificateSource.BuiltIn) return;
        var now = await platform.FindAsync(before.Name, cancellationToken).ConfigureAwait(false) ?? before;
        if (platform is ILetsEncryptPlatform addOn && before.CertificateSource == SslCertificateSource.LetsEncrypt
            && await addOn.HasLetsEncryptAsync(now, cancellationToken).ConfigureAwait(false))
        {
            await _served.ReadAsync(platform, now, Patience, cancellationToken).ConfigureAwait(false);
            await addOn.RemoveLetsEncryptAsync(now, cancellationToken).ConfigureAwait(false);
            _reporter.Verbose($"Took the Let's Encrypt add-on from '{now.Name}'.");
        }
        else if (platform is ICustomSslPlatform custom)
        {
            var own = (await custom.ListCertificatesAsync(now, cancellationToken).ConfigureAwait(false))
                .Where(certificate => certificate.Domains.Contains(now.Domain, StringComparer.OrdinalIgnoreCase)).ToList();
            if (own.Count > 0) await _served.ReadAsync(platform, now, Patience, cancellationToken).ConfigureAwait(false);
            foreach (var certificate in own)
            {
                await custom.RemoveCertificateAsync(now, certificate, cancellationToken).ConfigureAwait(false);
                _reporter.Verbose($"Took the custom certificate for {string.Join(", ", certificate.Domains)} from '{now.Name}'.");
            }
        }
    }
}
