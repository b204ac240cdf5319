using System.Collections.Generic;

namespace SslTools.Services.Health;

/// <summary>One question put to a certificate. A new check is one more class, named in <see cref="CertificateHealth"/>.</summary>
internal interface ICertificateCheck
{
    /// <summary>Answers it; what could not be read is no concern of the check.</summary>
    /// <param name="subject">The certificate.</param>
    /// <param name="context">What else is known.</param>
    /// <returns>What is wrong; nothing where all is well.</returns>
    IEnumerable<SslFinding> Find(StoredCertificate subject, HealthContext context);
}
