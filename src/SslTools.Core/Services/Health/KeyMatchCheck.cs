using System.Collections.Generic;

namespace SslTools.Services.Health;

/// <summary>The private key belongs to the certificate.</summary>
internal sealed class KeyMatchCheck : ICertificateCheck
{
    /// <inheritdoc/>
    public IEnumerable<SslFinding> Find(StoredCertificate subject, HealthContext context)
    {
        if (subject.Certificate is null || subject.PrivateKey is null) yield break;
        if (context.Reader.KeyMatches(subject.Certificate.Der, subject.PrivateKey)) yield break;
        yield return SslFinding.FromError(SslError.KeyMismatch(subject.Name), subject.Name);
    }
}
