using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services.Health;

/// <summary>Clients find a path to an anchor on which everything is right: names, purpose, constraints, keys, signatures.</summary>
internal sealed class PathCheck : ICertificateCheck
{
    // Why each is wrong is in its message; what to do depends on the kind.
    private static readonly Dictionary<string, string> Advice = new()
    {
        ["NameNotCovered"] = "Issue or import a certificate that covers the name.",
        ["NoTrustAnchor"] = "Give the missing issuers, or trust the root (Install-SslCertificateAuthority for a local one).",
        ["WrongExtendedKeyUsage"] = "Use a certificate for this purpose; for web servers it is serverAuth.",
        ["WrongKeyUsage"] = "Use a certificate for this purpose.",
        ["TooCostly"] = "Take the certificates out of the chain that are not needed.",
    };

    /// <inheritdoc/>
    public IEnumerable<SslFinding> Find(StoredCertificate subject, HealthContext context)
    {
        if (context.Path is not { } result) return [];
        var errors = result.Reasons.Where(reason => !reason.IsProfile && (reason.Id != "NoTrustAnchor" || context.HasOwnAnchors))
            .Select(reason => Finding(reason, SslFindingSeverity.Error, subject.Name));
        return errors.Concat(result.Remarks.Select(reason => Finding(reason, SslFindingSeverity.Warning, subject.Name)));
    }

    private static SslFinding Finding(PathReason reason, SslFindingSeverity severity, string name)
    {
        var advice = Advice.TryGetValue(reason.Id, out var known) ? known
            : severity == SslFindingSeverity.Error ? "Have the certificate issued again, and check the issuers that come with it."
            : "Most clients accept it today. Have it issued without this when it is renewed.";
        return new SslFinding(reason.Id, severity, reason.Message, advice, name);
    }
}
