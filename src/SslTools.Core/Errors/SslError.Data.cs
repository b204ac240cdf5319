using System;

namespace SslTools;

public static partial class SslError
{
    /// <summary>Bytes that are no certificate.</summary>
    /// <param name="what">The file or name.</param>
    /// <param name="inner">The cause, with the place.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException MalformedCertificate(string what, Exception? inner = null) => new(
        "MalformedCertificate", SslErrorKind.InvalidData,
        $"'{what}' is not an X.509 certificate{Because(inner)}.",
        "Give a certificate in PEM or DER form.", what, inner);

    /// <summary>Bytes that are no certification request.</summary>
    /// <param name="what">The file or name.</param>
    /// <param name="why">What is wrong with it.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException MalformedRequest(string what, string why, Exception? inner = null) => new(
        "MalformedRequest", SslErrorKind.InvalidData,
        $"'{Short(what)}' is not a certification request: {Sentence(why)}",
        "Give a PKCS#10 request in PEM or DER form, such as New-SslCertificateRequest or openssl req makes.", what, inner);

    /// <summary>Bytes that are no private key.</summary>
    /// <param name="what">The file or name.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException MalformedKey(string what, Exception? inner = null) => new(
        "MalformedKey", SslErrorKind.InvalidData,
        $"'{what}' is not a private key that can be read{Because(inner)}.",
        "Give a private key in PKCS#8 form.", what, inner);

    /// <summary>A key that belongs to another certificate.</summary>
    /// <param name="name">The certificate.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException KeyMismatch(string name) => new(
        "KeyMismatch", SslErrorKind.InvalidData,
        $"The private key of '{name}' belongs to another certificate.",
        "Import or issue the certificate again with -Force.", name);

    private static string Because(Exception? inner) => inner is null ? "" : ": " + inner.Message.TrimEnd('.');
}
