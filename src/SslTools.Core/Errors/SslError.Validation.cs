using System;

namespace SslTools;

public static partial class SslError
{
    /// <summary>A file with certificates that can't be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="why">What went wrong.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException CertificateFileNotReadable(string path, string why, Exception? inner = null) => new(
        "CertificateFileNotReadable", SslErrorKind.ReadError,
        $"The file '{path}' can't be read: {why}.",
        "Give the path of a certificate file, PEM or DER, that this account can read.", path, inner);

    /// <summary>Something that is no trust anchor.</summary>
    /// <param name="what">Its type.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NotATrustAnchor(string what) => new(
        "NotATrustAnchor", SslErrorKind.InvalidArgument,
        $"An object of the type {what} is no trust anchor.",
        "Give a certificate file, or an object of Get-SslCertificateAuthority, Get-SslCertificate or the Cert: drive.", what);
}
