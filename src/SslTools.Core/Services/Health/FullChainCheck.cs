using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services.Health;

/// <summary>The file that servers send holds the certificate followed by its issuers.</summary>
internal sealed class FullChainCheck : ICertificateCheck
{
    /// <inheritdoc/>
    public IEnumerable<SslFinding> Find(StoredCertificate subject, HealthContext context)
    {
        if (subject.Certificate is null || subject.Chain is null || subject.FullChain is null) yield break;
        var expected = subject.Chain.Prepend(subject.Certificate).Select(c => Convert.ToBase64String(c.Der));
        if (expected.SequenceEqual(subject.FullChain.Select(Convert.ToBase64String))) yield break;
        yield return new SslFinding(
            "FullChainMismatch", SslFindingSeverity.Error,
            $"The fullchain.pem of '{subject.Name}' does not hold cert.pem followed by chain.pem.",
            "Import or issue the certificate again with -Force.", subject.Name);
    }
}
