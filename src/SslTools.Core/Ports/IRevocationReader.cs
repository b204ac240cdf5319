using System;

namespace SslTools.Ports;

/// <summary>Reads what CAs say of certificates they issued: CRLs (RFC 5280 section 5) and OCSP (RFC 6960). Nothing is fetched here.</summary>
public interface IRevocationReader
{
    /// <summary>Where the issuer says whether a certificate is revoked, and what else the certificate promises.</summary>
    /// <param name="certificate">DER.</param>
    /// <returns>The promises.</returns>
    /// <exception cref="SslToolsException">MalformedCertificate.</exception>
    CertificatePromises ReadPromises(byte[] certificate);

    /// <summary>Makes an OCSP request without nonce, so that answers can be kept (RFC 5019 section 2.1).</summary>
    /// <param name="certificate">DER.</param>
    /// <param name="issuer">DER.</param>
    /// <returns>The request, DER.</returns>
    byte[] CreateOcspRequest(byte[] certificate, byte[] issuer);

    /// <summary>Reads an OCSP response and checks that it may be relied on.</summary>
    /// <param name="response">DER, from anywhere.</param>
    /// <param name="certificate">DER.</param>
    /// <param name="issuer">DER.</param>
    /// <param name="time">The time to check for.</param>
    /// <returns>What it says.</returns>
    RevocationAnswer ReadOcsp(byte[] response, byte[] certificate, byte[] issuer, DateTimeOffset time);

    /// <summary>Reads a CRL and checks that it may be relied on.</summary>
    /// <param name="crl">DER, from anywhere.</param>
    /// <param name="certificate">DER.</param>
    /// <param name="issuer">DER.</param>
    /// <param name="time">The time to check for.</param>
    /// <returns>What it says.</returns>
    RevocationAnswer ReadCrl(byte[] crl, byte[] certificate, byte[] issuer, DateTimeOffset time);
}
