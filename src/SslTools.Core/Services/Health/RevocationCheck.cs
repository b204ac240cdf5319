using System.Collections.Generic;

namespace SslTools.Services.Health;

/// <summary>The certificate was not revoked by this store's owner. No CA is asked.</summary>
internal sealed class RevocationCheck : ICertificateCheck
{
    /// <inheritdoc/>
    public IEnumerable<SslFinding> Find(StoredCertificate subject, HealthContext context)
    {
        if (!subject.IsRevoked) yield break;
        yield return new SslFinding(
            "Revoked", SslFindingSeverity.Error,
            $"The certificate '{subject.Name}' was revoked.",
            "Request or import another one.", subject.Name);
    }
}
