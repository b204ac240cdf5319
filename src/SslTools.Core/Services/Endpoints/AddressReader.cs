using System.Collections.Generic;
using System.Linq;
using SslTools.Services.Health;

namespace SslTools.Services.Endpoints;

/// <summary>Reads what an address served, and looks for the path to an anchor.</summary>
/// <param name="target">The endpoint.</param>
/// <param name="context">What is known.</param>
internal sealed class AddressReader(EndpointTarget target, EndpointContext context)
{
    /// <summary>Reads.</summary>
    /// <param name="address">The handshake with it.</param>
    /// <returns>More about it.</returns>
    public AddressView Read(AddressView address)
    {
        if (address.Tls.Certificates.Count == 0) return address;
        try
        {
            var served = address.Tls.Certificates.Select(der => new DescribedCertificate(der, context.Engine.Reader.Describe(der))).ToList();
            var subject = new StoredCertificate { Name = target.ToString(), Certificate = served[0], Chain = served.Skip(1).ToList() };
            var promises = context.Engine.Revocation.ReadPromises(served[0].Der);
            var options = new HealthOptions { HostNames = [target.HostName], At = context.Now, TrustAnchors = context.Roots.For(served) };
            var path = CertificatePath.Find(subject, context.Engine, [], promises.IsPublic, options);
            return address with { Served = subject, Promises = promises, Path = path, Staple = Staple(address.Tls.OcspResponse, served, path) };
        }
        catch (SslToolsException e)
        {
            return address with { Damage = SslFinding.FromError(e, target.ToString()) with { Message = $"'{target}' serves something that can't be read as a certificate." } };
        }
    }

    private SslOcspStaple? Staple(byte[]? response, IReadOnlyList<DescribedCertificate> served, PathResult? path)
    {
        if (response is null) return null;
        var reader = context.Engine.Reader;
        var issuer = path?.Built is { Count: > 1 } built ? built[1]
            : served.Skip(1).FirstOrDefault(candidate => reader.IsIssuedBy(served[0].Der, candidate.Der))?.Der;
        if (issuer is null) return new SslOcspStaple(RevocationState.Unknown, null, null, "the certificate of the issuer, who signed it, is not known");
        var answer = context.Engine.Revocation.ReadOcsp(response, served[0].Der, issuer, context.Now);
        return new SslOcspStaple(answer.State, answer.ThisUpdate, answer.NextUpdate, Printable.Clean(answer.Explanation));
    }
}
