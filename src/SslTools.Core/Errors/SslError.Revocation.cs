namespace SslTools;

public static partial class SslError
{
    /// <summary>A certificate that no ACME CA issued.</summary>
    /// <param name="name">The certificate.</param>
    /// <param name="source">Where it came from.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NotRevocable(string name, SslCertificateSource source) => new(
        "NotRevocable", SslErrorKind.InvalidOperation,
        $"The certificate '{name}' ({source}) was not issued by an ACME CA, and only such a CA can revoke it.",
        "Stop serving it with Remove-SslBinding, and remove it with Remove-SslCertificate.", name);

    /// <summary>A revocation by key without the key.</summary>
    /// <param name="name">The certificate.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException RevocationKeyMissing(string name) => new(
        "RevocationKeyMissing", SslErrorKind.InvalidOperation,
        $"The private key of the certificate '{name}' is not at hand.",
        "Give its file with -KeyPath, or leave out -ByKey to revoke it by the account that ordered it.", name);

    /// <summary>A certificate that was revoked.</summary>
    /// <param name="name">The certificate.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException CertificateRevoked(string name) => new(
        "CertificateRevoked", SslErrorKind.InvalidOperation,
        $"The certificate '{name}' was revoked.",
        "Request or import another one and serve that.", name);
}
