using System;
using System.Linq;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SslTools.Engine.Cryptography;
using Xunit;

namespace SslTools.Tests.Cryptography;

public class AccountKeysTests
{
    private readonly AccountKeys _keys = new();
    private readonly CertificateIssuer _issuer = new();

    [Theory]
    [InlineData(SslKeyAlgorithm.P256)]
    [InlineData(SslKeyAlgorithm.P521)]
    [InlineData(SslKeyAlgorithm.RSA2048)]
    [InlineData(SslKeyAlgorithm.Ed25519)]
    public void What_is_written_is_read(SslKeyAlgorithm algorithm)
    {
        var key = _issuer.GenerateKey(algorithm);
        Assert.Equal(algorithm.ToString(), _keys.AlgorithmOf(key));
        Assert.Equal(key, _keys.Read(_keys.Write(key, null), null, "key.pem"));
        Assert.Equal(key, _keys.Read(key, null, "key.der"));
        var encrypted = _keys.Write(key, Secure("correct horse"));
        Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----", Encoding.ASCII.GetString(encrypted));
        Assert.Equal(key, _keys.Read(encrypted, Secure("correct horse"), "key.pem"));
        Assert.Equal("KeyPassphraseRequired", Fails(encrypted).ErrorId);
        Assert.Equal("WrongPassphrase", Assert.Throws<SslToolsException>(() => _keys.Read(encrypted, Secure("wrong"), "key.pem")).ErrorId);
    }

    [Fact]
    public void Keys_of_other_clients_are_read()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);

        // lego and acme.sh, with OpenSSL's block before.
        Same(ec, Ascii("-----BEGIN EC PARAMETERS-----\nBgUrgQQAIg==\n-----END EC PARAMETERS-----\n" + ec.ExportECPrivateKeyPem()));
        Same(ec, ec.ExportECPrivateKey());
        Same(rsa, Ascii(rsa.ExportRSAPrivateKeyPem()));
        Same(rsa, rsa.ExportRSAPrivateKey());

        // certbot, and Posh-ACME.
        var r = rsa.ExportParameters(true);
        Same(rsa, Json(new { kty = "RSA", n = B(r.Modulus), e = B(r.Exponent), d = B(r.D), p = B(r.P), q = B(r.Q), dp = B(r.DP), dq = B(r.DQ), qi = B(r.InverseQ) }));
        var e = ec.ExportParameters(true);
        Same(ec, Json(new { id = "acct", key = new { kty = "EC", crv = "P-384", x = B(e.Q.X), y = B(e.Q.Y), d = B(e.D) } }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{\"kty\":\"EC\",\"crv\":\"P-256\"}")]
    [InlineData("{\"kty\":\"EC\",\"crv\":\"P-1\",\"d\":\"AQ\"}")]
    [InlineData("{\"kty\":\"RSA\",\"n\":\"!\"}")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    public void Anything_else_is_explained(string content) => Assert.Equal("MalformedKey", Fails(Ascii(content)).ErrorId);

    private SslToolsException Fails(byte[] content) => Assert.Throws<SslToolsException>(() => _keys.Read(content, null, "key.pem"));

    private void Same(AsymmetricAlgorithm expected, byte[] content)
    {
        using AsymmetricAlgorithm actual = expected is RSA ? RSA.Create() : ECDsa.Create();
        actual.ImportPkcs8PrivateKey(_keys.Read(content, null, "account.key"), out _);
        Assert.True(expected.ExportPkcs8PrivateKey().SequenceEqual(actual.ExportPkcs8PrivateKey()));
    }

    private static string B(byte[]? bytes) => Base64Url.Encode(bytes!);

    private static byte[] Json(object value) => JsonSerializer.SerializeToUtf8Bytes(value);

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (var c in text) secure.AppendChar(c);
        return secure;
    }
}
