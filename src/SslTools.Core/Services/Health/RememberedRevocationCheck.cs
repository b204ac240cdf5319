using System.Collections.Generic;

namespace SslTools.Services.Health;

/// <summary>The certificate was not revoked from this store; no CA is asked for that.</summary>
internal sealed class RememberedRevocationCheck : ICertificateCheck
{
    /// <inheritdoc/>
    public IEnumerable<SslFinding> Find(StoredCertificate subject, HealthContext context)
    {
        if (!subject.IsRevoked) yield break;
        yield return new SslFinding(
            "Revoked", SslFindingSeverity.Error, $"The certificate '{subject.Name}' was revoked with Revoke-LetsEncryptCertificate.",
            "Replace the certificate, with a new key.", subject.Name);
    }
}
