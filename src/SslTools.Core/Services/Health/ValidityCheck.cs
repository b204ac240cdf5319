using System;
using System.Collections.Generic;

namespace SslTools.Services.Health;

/// <summary>The certificate and its issuers are within their validity (RFC 5280 section 4.1.2.5), and the certificate stays so for a while.</summary>
internal sealed class ValidityCheck : ICertificateCheck
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public IEnumerable<SslFinding> Find(StoredCertificate subject, HealthContext context)
    {
        foreach (var issuer in subject.Chain ?? [])
        {
            if (Outside(issuer, "issuer", subject.Name, context.Now) is { } wrong) yield return wrong;
        }

        if (subject.Certificate is null) yield break;
        if (Outside(subject.Certificate, "certificate", subject.Name, context.Now) is { } finding) yield return finding;
        else if (ExpiresSoon(subject.Certificate, subject.Name, context.Now) is { } warning) yield return warning;
    }

    private static SslFinding? Outside(DescribedCertificate certificate, string role, string name, DateTime now)
    {
        var description = certificate.Description;
        if (now > description.NotAfter)
        {
            return new SslFinding(
                "Expired", SslFindingSeverity.Error,
                $"The {role} '{certificate}' of '{name}' expired at {ValidityPeriod.Text(description.NotAfter)}.",
                "Renew it.", name);
        }

        return now >= description.NotBefore ? null : new SslFinding(
            "NotYetValid", SslFindingSeverity.Error,
            $"The {role} '{certificate}' of '{name}' is not valid before {ValidityPeriod.Text(description.NotBefore)}.",
            "Wait until then, or check this machine's clock.", name);
    }

    // Short-lived certificates are due when a third of their life is left.
    private static SslFinding? ExpiresSoon(DescribedCertificate certificate, string name, DateTime now)
    {
        var description = certificate.Description;
        var third = TimeSpan.FromTicks((description.NotAfter - description.NotBefore).Ticks / 3);
        return description.NotAfter - now >= (third < Soon ? third : Soon) ? null : new SslFinding(
            "ExpiresSoon", SslFindingSeverity.Warning,
            $"The certificate '{name}' expires at {ValidityPeriod.Text(description.NotAfter)}.",
            "Renew it now.", name);
    }
}
