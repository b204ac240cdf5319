using SslTools.Testing;

namespace SslTools.Benchmarks;

/// <summary>The peer: one OpenSSL process for each certificate, saying the same as ours.</summary>
internal static class OpenSsl
{
    public static void SelfSigned(TempFolder folder, string algorithm, params string[] options) => Programs.Run(
        "openssl",
        [
            "req", "-x509", "-newkey", algorithm, .. options, "-nodes", "-days", "397", "-subj", "/CN=host.example", "-keyout", folder["key.pem"], "-out", folder["cert.pem"],
            "-addext", "subjectAltName=DNS:host.example", "-addext", "extendedKeyUsage=serverAuth", "-addext", "basicConstraints=critical,CA:FALSE",
            "-addext", "keyUsage=critical,digitalSignature",
        ]).Succeeded();
}
