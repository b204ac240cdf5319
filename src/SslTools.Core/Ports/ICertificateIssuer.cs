namespace SslTools.Ports;

/// <summary>Generates keys and signs certificates (RFC 5280).</summary>
public interface ICertificateIssuer
{
    /// <summary>Issues a server certificate signed with its own key.</summary>
    /// <param name="template">What it shall say.</param>
    /// <returns>Certificate and key, no chain.</returns>
    /// <exception cref="SslToolsException">InvalidSubject.</exception>
    CertificateBundle IssueSelfSigned(CertificateTemplate template);

    /// <summary>Issues a server certificate signed by an authority.</summary>
    /// <param name="template">What it shall say.</param>
    /// <param name="issuer">The signing certificate and its key; its chain is not used.</param>
    /// <returns>Certificate and key, no chain.</returns>
    /// <exception cref="SslToolsException">InvalidSubject.</exception>
    CertificateBundle IssueFrom(CertificateTemplate template, CertificateBundle issuer);

    /// <summary>Makes a root and, if the template says so, an intermediate signed by it.</summary>
    /// <param name="template">What it shall be.</param>
    /// <returns>Certificates and keys.</returns>
    /// <exception cref="SslToolsException">InvalidSubject.</exception>
    AuthorityMaterial CreateAuthority(AuthorityTemplate template);

    /// <summary>Generates a key pair.</summary>
    /// <param name="algorithm">Which.</param>
    /// <returns>Unencrypted PKCS#8 DER. Secret.</returns>
    byte[] GenerateKey(SslKeyAlgorithm algorithm);

    /// <summary>Makes a certification request (PKCS#10, RFC 2986).</summary>
    /// <param name="template">What it shall ask for.</param>
    /// <param name="privateKey">The subject's key, unencrypted PKCS#8 DER.</param>
    /// <returns>The request, DER.</returns>
    /// <exception cref="SslToolsException">InvalidSubject, MalformedKey.</exception>
    byte[] CreateRequest(RequestTemplate template, byte[] privateKey);
}
