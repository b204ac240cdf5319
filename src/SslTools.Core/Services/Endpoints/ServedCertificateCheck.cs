using System.Collections.Generic;
using System.Linq;
using SslTools.Services.Health;

namespace SslTools.Services.Endpoints;

/// <summary>The certificate is good for the name: dates, keys, signatures, names, and a path to an anchor that clients have.</summary>
internal sealed class ServedCertificateCheck : IEndpointCheck
{
    private static readonly ICertificateCheck[] Checks = [new ValidityCheck(), new StrengthCheck(), new PathCheck(), new LifetimeCheck(), new PromiseCheck()];

    /// <inheritdoc/>
    public IEnumerable<SslFinding> Find(EndpointView endpoint, EndpointContext context)
    {
        foreach (var damage in endpoint.Addresses.Select(address => address.Damage).OfType<SslFinding>().Take(1)) yield return damage;
        foreach (var finding in endpoint.Distinct.SelectMany(address => Find(address, endpoint, context)).Distinct()) yield return finding;
    }

    private static IEnumerable<SslFinding> Find(AddressView address, EndpointView endpoint, EndpointContext context)
    {
        var subject = address.Served!;
        var certificate = subject.Certificate!;
        var health = new HealthContext(
            context.Now.UtcDateTime, context.Engine.Reader, context.Engine.Files, context.Engine.TrustAnchors, [], address.Promises, address.Path,
            SslCertificatePurpose.ServerAuthentication, true);
        var found = new List<SslFinding>();

        // Why there is no path is told once: it may be that the certificate has expired, or that an intermediate is missing.
        foreach (var check in Checks) found.AddRange(check.Find(subject, health).Where(finding => found.All(known => known.Id != finding.Id)).ToList());
        if (context.Engine.WeakKeys.Find(certificate.Der, certificate.ToString()) is { } weak) found.Add(SslFinding.FromError(weak, null));
        return found.Where(finding => finding.Id != "MustStaple" && !(finding.Id == "NoTrustAnchor" && ServedChainCheck.LacksIssuer(address, context)))
            .Select(finding => finding with { Recommendation = Advice(finding, endpoint, certificate) ?? finding.Recommendation, Target = endpoint.Target.ToString() });
    }

    private static string? Advice(SslFinding finding, EndpointView endpoint, DescribedCertificate certificate)
    {
        var host = endpoint.Target.HostName;
        var bind = endpoint.Target.Address is null
            ? $"Request-LetsEncryptCertificate {host} | Set-SslBinding -HostName {host}"
            : $"New-SelfSignedSslCertificate -IPAddress {host} | Set-SslBinding -HostName {host}";
        return finding.Id switch
        {
            "Expired" or "ExpiresSoon" => $"Update-SslCertificate renews what is stored and puts it in place; a new one: {bind}",
            "NameNotCovered" => $"Serve a certificate that covers it: {bind}",
            "WeakKey" or "WeakSignature" or "RocaWeakKey" or "DebianWeakKey" or "FactorableKey" => $"Serve one with another key: {bind}",
            "NoTrustAnchor" when certificate.IsSelfIssued =>
                $"It is self-signed. Serve one that clients trust: {bind}. For a CA of your own: Test-SslEndpoint {endpoint.Target} -TrustAnchor root.pem",
            "NoTrustAnchor" =>
                $"Serve one of a CA that clients trust: {bind}. For a CA of your own: Install-SslCertificateAuthority, or Test-SslEndpoint {endpoint.Target} -TrustAnchor root.pem",
            _ => null,
        };
    }
}
