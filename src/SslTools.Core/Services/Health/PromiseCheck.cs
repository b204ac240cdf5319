using System.Collections.Generic;

namespace SslTools.Services.Health;

/// <summary>What a certificate promises about stapling (RFC 7633) and transparency (RFC 6962).</summary>
internal sealed class PromiseCheck : ICertificateCheck
{
    private const int LeastLogs = 2;

    /// <inheritdoc/>
    public IEnumerable<SslFinding> Find(StoredCertificate subject, HealthContext context)
    {
        var promises = context.Promises;
        if (promises.MustStaple)
        {
            yield return new SslFinding(
                "MustStaple", SslFindingSeverity.Information,
                $"The certificate '{subject.Name}' says that servers must staple an OCSP response; clients refuse it where they don't.",
                "Switch OCSP stapling on in the server, or have the certificate issued without it.", subject.Name);
        }

        // Only public certificates are logged. Servers may also send the timestamps themselves, which nearly none does.
        if (!promises.IsPublic || promises.Timestamps?.Count >= LeastLogs) yield break;
        yield return new SslFinding(
            "FewTimestamps", SslFindingSeverity.Warning,
            $"The certificate '{subject.Name}' has {promises.Timestamps?.Count ?? 0} timestamps of certificate transparency logs; browsers want {LeastLogs} or more.",
            "Have its CA issue it with timestamps.", subject.Name);
    }
}
