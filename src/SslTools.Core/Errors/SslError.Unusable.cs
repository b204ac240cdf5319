namespace SslTools;

public static partial class SslError
{
    /// <summary>A certificate whose time is over.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="end">When it ended.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException CertificateExpired(string certificate, string end) => new(
        "CertificateExpired", SslErrorKind.InvalidData,
        $"The certificate '{certificate}' expired at {end}.",
        "Ask the CA for a new one, or import it nevertheless with -AllowExpired.", certificate);

    /// <summary>A certificate whose time has not come.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="start">When it begins.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException CertificateNotYetValid(string certificate, string start) => new(
        "CertificateNotYetValid", SslErrorKind.InvalidData,
        $"The certificate '{certificate}' is not valid before {start}.",
        "Check this machine's clock, wait until then, or import it nevertheless with -AllowExpired.", certificate);

    /// <summary>A certificate without names.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NoSubjectAlternativeName(string certificate) => new(
        "NoSubjectAlternativeName", SslErrorKind.InvalidData,
        $"The certificate '{certificate}' has no subject alternative name; clients no longer look at the common name.",
        "Ask for a certificate with its names in the request: New-SslCertificateRequest.", certificate);

    /// <summary>A key that is too short.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="algorithm">Its key.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException KeyTooShort(string certificate, string algorithm) => new(
        "WeakKey", SslErrorKind.SecurityError,
        $"The key of '{certificate}' is {algorithm}; clients refuse RSA under 2048 bits.",
        "Make a stronger key with New-SslCertificateRequest and have the certificate issued again.", certificate);

    /// <summary>A signature that can be forged.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="signature">Its algorithm.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException SignatureTooWeak(string certificate, string signature) => new(
        "WeakSignature", SslErrorKind.SecurityError,
        $"'{certificate}' is signed with {signature}, which clients refuse.",
        "Have it issued again with SHA-256 or better.", certificate);

    /// <summary>A CA where a server's certificate is wanted.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException CertificateIsAuthority(string certificate) => new(
        "CertificateIsAuthority", SslErrorKind.InvalidData,
        $"'{certificate}' is the certificate of a CA, not of a server.",
        "Add the server's own certificate; a CA's key does not belong on a web server.", certificate);

    /// <summary>A certificate for something else than servers.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NotForServers(string certificate) => new(
        "NoServerAuthentication", SslErrorKind.InvalidData,
        $"The certificate '{certificate}' is not for TLS servers: its extended key usage lacks serverAuth.",
        "Ask the CA for a server certificate.", certificate);

    /// <summary>A key of the flawed smart card library.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException RocaWeakKey(string certificate) => new(
        "RocaWeakKey", SslErrorKind.SecurityError,
        $"The RSA key of '{certificate}' has the fingerprint of ROCA (CVE-2017-15361): its private key can be computed.",
        "Make a new key with New-SslCertificateRequest, not on the device that made this one, and have the certificate revoked.", certificate);

    /// <summary>A key of Debian's flawed OpenSSL.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException DebianWeakKey(string certificate) => new(
        "DebianWeakKey", SslErrorKind.SecurityError,
        $"The key of '{certificate}' is one of the few that Debian's OpenSSL made from 2006 to 2008 (CVE-2008-0166): everyone has its private key.",
        "Make a new key with New-SslCertificateRequest, and have the certificate revoked.", certificate);

    /// <summary>A modulus that is easily factored.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="why">How.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException FactorableKey(string certificate, string why) => new(
        "FactorableKey", SslErrorKind.SecurityError,
        $"The private key of '{certificate}' can be computed: {why}.",
        "Make a new key with New-SslCertificateRequest, and have the certificate revoked.", certificate);

    /// <summary>A platform's certificate that the store does not keep.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="store">The store.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException CertificateNotImported(string certificate, string store) => new(
        "CertificateNotImported", SslErrorKind.InvalidOperation,
        $"The certificate '{certificate}' is not in the store '{store}', so a web server can't read it from there.",
        "Import it first: ... | Import-CustomSslCertificate | Set-SslBinding ...", certificate);
}
