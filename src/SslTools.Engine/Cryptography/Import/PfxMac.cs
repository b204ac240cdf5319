using System.Security;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Utilities;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>The MAC over a PFX file, which tells whether the password is right (RFC 7292 section 5.1, RFC 9579).</summary>
internal sealed class PfxMac
{
    private static readonly DerObjectIdentifier Pbmac1 = PkcsObjectIdentifiers.IdPbmac1;
    private readonly MacData _mac;
    private readonly SecureString _password;
    private readonly PasswordCipher _cipher;
    private readonly ImportContent _content;

    /// <summary>Makes the check.</summary>
    /// <param name="mac">The MAC.</param>
    /// <param name="password">The password.</param>
    /// <param name="cipher">Derives keys from it.</param>
    /// <param name="content">The file.</param>
    public PfxMac(MacData mac, SecureString password, PasswordCipher cipher, ImportContent content)
    {
        _mac = mac;
        _password = password;
        _cipher = cipher;
        _content = content;
    }

    /// <summary>Whether the MAC is the one of the password.</summary>
    /// <param name="safes">What it is over.</param>
    /// <param name="terminated">How the empty password counts.</param>
    /// <returns>True when it is.</returns>
    public bool Matches(byte[] safes, bool terminated)
    {
        var algorithm = _mac.Mac.DigestAlgorithm;
        var computed = algorithm.Algorithm.Equals(Pbmac1)
            ? Modern(Pbmac1Params.GetInstance(algorithm.Parameters), safes)
            : Classic(algorithm.Algorithm, safes, terminated);
        return Arrays.FixedTimeEquals(computed, _mac.Mac.Digest.GetOctets());
    }

    private byte[] Classic(DerObjectIdentifier oid, byte[] safes, bool terminated)
    {
        var rounds = _content.Budget.Spend(_mac.IterationCount, _content.Place);
        IDigest digest;
        try
        {
            digest = DigestUtilities.GetDigest(oid);
        }
        catch (SecurityUtilityException)
        {
            throw Unsupported(oid);
        }

        var generator = new Pkcs12ParametersGenerator(digest);
        generator.Init(
            Passphrase.Use(_password, characters => PbeParametersGenerator.Pkcs12PasswordToBytes(characters, terminated)), _mac.GetSalt(), rounds);
        var key = (KeyParameter)generator.GenerateDerivedMacParameters(digest.GetDigestSize() * 8);
        return MacUtilities.CalculateMac("HMAC-" + DigestUtilities.GetAlgorithmName(oid), key, safes);
    }

    private byte[] Modern(Pbmac1Params parameters, byte[] safes)
    {
        var scheme = parameters.MessageAuthScheme.Algorithm;
        if (!parameters.KeyDerivationFunc.Algorithm.Equals(PkcsObjectIdentifiers.IdPbkdf2)) throw Unsupported(scheme);
        var length = Pbkdf2Params.GetInstance(parameters.KeyDerivationFunc.Parameters).KeyLength;
        if (length is null || length.BitLength > 8) throw SslError.MalformedFile(_content.Place, "its MAC names no length for the key");
        return MacUtilities.CalculateMac(scheme.Id, new KeyParameter(_cipher.Derive(parameters.KeyDerivationFunc, length.IntValue)), safes);
    }

    private SslToolsException Unsupported(DerObjectIdentifier oid) =>
        SslError.UnsupportedAlgorithm(_content.Place, "the MAC " + oid.Id, "Export the PFX file again with a SHA-2 MAC.");
}
