using System.Linq;
using System.Net;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using SslTools.Engine.Cryptography;
using Xunit;

namespace SslTools.Tests.Cryptography;

public class KeyProtectorTests
{
    private readonly KeyProtector _protector = new();

    [Fact]
    public void A_key_is_encrypted_with_AES_256_and_600000_rounds()
    {
        using var key = SigningKey.Generate(SslKeyAlgorithm.P256);
        var encrypted = _protector.Encrypt(key.ToPkcs8(), Secret("pässword"));
        var parameters = PbeS2Parameters.GetInstance(EncryptedPrivateKeyInfo.GetInstance(encrypted).EncryptionAlgorithm.Parameters);
        Assert.Equal(NistObjectIdentifiers.IdAes256Cbc, parameters.EncryptionScheme.Algorithm);
        Assert.True(Pbkdf2Params.GetInstance(parameters.KeyDerivationFunc.Parameters).IterationCount.IntValue >= 600_000);
        Assert.Equal(key.ToPkcs8(), _protector.Decrypt(encrypted, Secret("pässword"), "k"));
    }

    [Fact]
    public void A_wrong_passphrase_is_told_without_showing_it()
    {
        using var key = SigningKey.Generate(SslKeyAlgorithm.P256);
        var encrypted = _protector.Encrypt(key.ToPkcs8(), Secret("right"));
        var error = Assert.Throws<SslToolsException>(() => _protector.Decrypt(encrypted, Secret("wrong-secret"), "root-key.pem"));
        Assert.Equal("WrongPassphrase", error.ErrorId);
        Assert.DoesNotContain("wrong-secret", error.ToString());
    }

    [Fact]
    public void An_empty_passphrase_is_refused()
    {
        using var key = SigningKey.Generate(SslKeyAlgorithm.P256);
        Assert.Equal("EmptyPassphrase", Assert.Throws<SslToolsException>(() => _protector.Encrypt(key.ToPkcs8(), Secret(""))).ErrorId);
    }

    [Fact]
    public void Bytes_that_are_no_key_are_refused() =>
        Assert.Equal("MalformedKey", Assert.Throws<SslToolsException>(() => _protector.Decrypt([.. Enumerable.Repeat((byte)0x30, 100)], Secret("x"), "k")).ErrorId);

    [Fact]
    public void Rounds_beyond_reason_are_refused_without_trying()
    {
        var derivation = new KeyDerivationFunc(
            PkcsObjectIdentifiers.IdPbkdf2, new Pbkdf2Params(new byte[16], int.MaxValue, 32, new AlgorithmIdentifier(PkcsObjectIdentifiers.IdHmacWithSha256, DerNull.Instance)));
        var scheme = new EncryptionScheme(NistObjectIdentifiers.IdAes256Cbc, new DerOctetString(new byte[16]));
        var info = new EncryptedPrivateKeyInfo(new AlgorithmIdentifier(PkcsObjectIdentifiers.IdPbeS2, new PbeS2Parameters(derivation, scheme)), new byte[32]);
        var error = Assert.Throws<SslToolsException>(() => _protector.Decrypt(info.GetDerEncoded(), Secret("x"), "k"));
        Assert.Equal("MalformedKey", error.ErrorId);
        Assert.Contains("2147483647 rounds", error.Message);
    }

    private static System.Security.SecureString Secret(string text) => new NetworkCredential("", text).SecurePassword;
}
