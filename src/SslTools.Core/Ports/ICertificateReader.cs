using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace SslTools.Ports;

/// <summary>Reads certificates and keys.</summary>
public interface ICertificateReader
{
    /// <summary>Reads what a certificate says.</summary>
    /// <param name="certificate">DER.</param>
    /// <returns>The description.</returns>
    /// <exception cref="SslToolsException">MalformedCertificate.</exception>
    CertificateDescription Describe(byte[] certificate);

    /// <summary>Whether the private key belongs to the certificate.</summary>
    /// <param name="certificate">DER.</param>
    /// <param name="privateKey">Unencrypted PKCS#8 DER.</param>
    /// <returns>True when the public keys are the same.</returns>
    bool KeyMatches(byte[] certificate, byte[] privateKey);

    /// <summary>Whether <paramref name="certificate"/> carries a valid signature of <paramref name="issuer"/>'s key and its subject as issuer.</summary>
    /// <param name="certificate">DER.</param>
    /// <param name="issuer">DER.</param>
    /// <returns>True when it was issued by it.</returns>
    bool IsIssuedBy(byte[] certificate, byte[] issuer);

    /// <summary>Reads the certificates of a PEM file.</summary>
    /// <param name="pem">The file's content; other PEM blocks in it are skipped.</param>
    /// <param name="path">The file, for the error.</param>
    /// <returns>DER, at least one, in the order of the file.</returns>
    /// <exception cref="SslToolsException">MalformedCertificate.</exception>
    IReadOnlyList<byte[]> ReadCertificates(byte[] pem, string path);

    /// <summary>Reads a certification request.</summary>
    /// <param name="content">PEM or DER.</param>
    /// <param name="path">The file, for the error.</param>
    /// <returns>PKCS#10 DER.</returns>
    /// <exception cref="SslToolsException">MalformedRequest.</exception>
    byte[] ReadRequest(byte[] content, string path);

    /// <summary>The identifiers that a certification request asks for (RFC 2986); its signature is checked.</summary>
    /// <param name="request">PKCS#10 DER.</param>
    /// <returns>The identifiers: the subject alternative name, or else the common name.</returns>
    /// <exception cref="SslToolsException">MalformedRequest, NoSubjectName, InvalidHostName.</exception>
    SubjectNames ReadRequestNames(byte[] request);

    /// <summary>Makes the platform's certificate object with its key, where the platform can hold that kind of key.</summary>
    /// <param name="bundle">Certificate and key.</param>
    /// <returns>The object; the caller owns it.</returns>
    X509Certificate2 ToPlatform(CertificateBundle bundle);

    /// <summary>Takes certificate and key from the platform's object.</summary>
    /// <param name="certificate">The object; it stays the caller's.</param>
    /// <returns>The certificate without chain; without key where it has none that can be exported.</returns>
    CertificateBundle FromPlatform(X509Certificate2 certificate);
}
