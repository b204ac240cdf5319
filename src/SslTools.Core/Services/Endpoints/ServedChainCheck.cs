using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services.Endpoints;

/// <summary>The chain is served whole, in order and without anything that does not belong to it (RFC 8446 section 4.4.2).</summary>
internal sealed class ServedChainCheck : IEndpointCheck
{
    /// <summary>Whether the last issuer that was served is no root, and its issuer is no root known here.</summary>
    /// <param name="address">What was served.</param>
    /// <param name="context">What is known.</param>
    /// <returns>True when an intermediate is missing, as far as one can tell.</returns>
    public static bool LacksIssuer(AddressView address, EndpointContext context)
    {
        if (address.Path?.Built is not null) return false;
        var last = Followed(address, context).Last();
        return !last.IsSelfIssued && address.Served!.Chain!.Count == 0;
    }

    /// <inheritdoc/>
    public IEnumerable<SslFinding> Find(EndpointView endpoint, EndpointContext context) => endpoint.Distinct.SelectMany(address => Find(address, endpoint, context));

    private static IEnumerable<SslFinding> Find(AddressView address, EndpointView endpoint, EndpointContext context)
    {
        var served = address.Served!;
        var target = endpoint.Target.ToString();
        var followed = Followed(address, context);
        if (LacksIssuer(address, context))
        {
            yield return new SslFinding(
                "ChainIncomplete", SslFindingSeverity.Error,
                $"'{target}' serves its certificate without the intermediate '{served.Certificate!.Description.Issuer}'; most clients can't find it by themselves.",
                "Put certificate and issuers into the server's file (fullchain.pem), or let Set-SslBinding do it.", target);
        }

        var inOrder = served.Chain!.Take(followed.Count - 1).SequenceEqual(followed.Skip(1));
        if (!inOrder)
        {
            yield return new SslFinding(
                "ChainOutOfOrder", SslFindingSeverity.Error,
                $"'{target}' serves its chain out of order: '{followed[1]}' must follow '{followed[0]}' at once, and so on to the last issuer.",
                "Write the server's file in this order: certificate, its issuer, the issuer's issuer; or let Set-SslBinding do it.", target);
        }

        foreach (var extra in served.Chain!.Except(followed).Take(1))
        {
            yield return new SslFinding(
                "ChainHasStranger", SslFindingSeverity.Warning, $"'{target}' serves '{extra}', which issued nothing in the chain.",
                "Take it out of the server's file: it costs every handshake bytes, and some clients stumble over it.", target);
        }

        if (followed.Count > 1 && followed[followed.Count - 1].IsSelfIssued)
        {
            yield return new SslFinding(
                "RootServed", SslFindingSeverity.Information, $"'{target}' serves the root '{followed[followed.Count - 1]}' too, which clients have or don't trust.",
                "It may be left out of the server's file.", target);
        }
    }

    // From the certificate to its issuer, as far as the served ones go; each at most once.
    private static IReadOnlyList<DescribedCertificate> Followed(AddressView address, EndpointContext context)
    {
        var followed = new List<DescribedCertificate> { address.Served!.Certificate! };
        while (true)
        {
            var last = followed[followed.Count - 1];
            var issuer = last.IsSelfIssued ? null : address.Served.Chain!.FirstOrDefault(
                candidate => candidate.Description.Subject == last.Description.Issuer && !followed.Contains(candidate) && Issued(address.Path?.Built, last, candidate, context));
            if (issuer is null) return followed;
            followed.Add(issuer);
        }
    }

    // What was validated need not be checked again.
    private static bool Issued(IReadOnlyList<byte[]>? built, DescribedCertificate certificate, DescribedCertificate issuer, EndpointContext context) =>
        (built is not null && built.Zip(built.Skip(1), (one, next) => one.SequenceEqual(certificate.Der) && next.SequenceEqual(issuer.Der)).Any(known => known))
        || context.Engine.Reader.IsIssuedBy(certificate.Der, issuer.Der);
}
