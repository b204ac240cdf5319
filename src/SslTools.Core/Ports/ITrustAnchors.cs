using System.Collections.Generic;

namespace SslTools.Ports;

/// <summary>The roots that this machine trusts.</summary>
public interface ITrustAnchors
{
    /// <summary>Finds the roots that bear the name of a certificate's issuer.</summary>
    /// <param name="certificate">DER.</param>
    /// <returns>DER; the signature is not checked.</returns>
    IReadOnlyList<byte[]> FindByIssuer(byte[] certificate);
}
