using System.Collections.Generic;
using System.Linq;
using SslTools.Ports;

namespace SslTools.Services.Endpoints;

/// <summary>The roots that an endpoint's certificate may lead to. What a server sends is never one by itself.</summary>
/// <param name="given">The user's own, which are then the only ones; or null.</param>
/// <param name="local">Those of the store's authorities.</param>
/// <param name="machine">Those of this machine.</param>
internal sealed class EndpointRoots(IReadOnlyList<byte[]>? given, IReadOnlyList<byte[]> local, ITrustAnchors machine)
{
    /// <summary>The roots that may matter for certificates.</summary>
    /// <param name="certificates">The certificates.</param>
    /// <returns>DER.</returns>
    public IReadOnlyList<byte[]> For(IEnumerable<DescribedCertificate> certificates) =>
        given ?? [.. certificates.SelectMany(certificate => machine.FindByIssuer(certificate.Der)), .. local];
}
