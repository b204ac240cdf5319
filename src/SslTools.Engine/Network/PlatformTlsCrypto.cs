using System.Collections.Generic;
using System.IO;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using SslTools.Engine.Cryptography.Validation;

namespace SslTools.Engine.Network;

/// <summary>
/// BouncyCastle's cryptography, but servers' signatures are checked by the platform where it can: BouncyCastle tests every RSA modulus
/// for being composite, which takes longer than all the rest of a handshake.
/// </summary>
internal sealed class PlatformTlsCrypto : BcTlsCrypto
{
    private static readonly Dictionary<int, AlgorithmIdentifier> Algorithms = new()
    {
        [SignatureScheme.rsa_pss_rsae_sha256] = Pss(NistObjectIdentifiers.IdSha256, 32),
        [SignatureScheme.rsa_pss_rsae_sha384] = Pss(NistObjectIdentifiers.IdSha384, 48),
        [SignatureScheme.rsa_pss_rsae_sha512] = Pss(NistObjectIdentifiers.IdSha512, 64),
        [SignatureScheme.rsa_pkcs1_sha256] = new(PkcsObjectIdentifiers.Sha256WithRsaEncryption, DerNull.Instance),
        [SignatureScheme.rsa_pkcs1_sha384] = new(PkcsObjectIdentifiers.Sha384WithRsaEncryption, DerNull.Instance),
        [SignatureScheme.rsa_pkcs1_sha512] = new(PkcsObjectIdentifiers.Sha512WithRsaEncryption, DerNull.Instance),
        [SignatureScheme.ecdsa_secp256r1_sha256] = new(X9ObjectIdentifiers.ECDsaWithSha256),
        [SignatureScheme.ecdsa_secp384r1_sha384] = new(X9ObjectIdentifiers.ECDsaWithSha384),
        [SignatureScheme.ecdsa_secp521r1_sha512] = new(X9ObjectIdentifiers.ECDsaWithSha512),
    };

    /// <inheritdoc/>
    public override TlsCertificate CreateCertificate(short type, byte[] encoding) =>
        type == CertificateType.X509 ? new ServerCertificate(this, encoding) : base.CreateCertificate(type, encoding);

    private static AlgorithmIdentifier Pss(DerObjectIdentifier hash, int salt)
    {
        var algorithm = new AlgorithmIdentifier(hash, DerNull.Instance);
        return new(
            PkcsObjectIdentifiers.IdRsassaPss,
            new RsassaPssParameters(algorithm, new AlgorithmIdentifier(PkcsObjectIdentifiers.IdMgf1, algorithm), DerInteger.ValueOf(salt), RsassaPssParameters.DefaultTrailerField).ToAsn1Object());
    }

    private sealed class ServerCertificate(BcTlsCrypto crypto, byte[] encoding) : BcTlsCertificate(crypto, encoding)
    {
        private readonly SubjectPublicKeyInfo _key = X509CertificateStructure.GetInstance(encoding).SubjectPublicKeyInfo;

        public override Tls13Verifier CreateVerifier(int signatureScheme) =>
            Algorithms.TryGetValue(signatureScheme, out var algorithm) ? new Verifier(this, algorithm, signatureScheme) : base.CreateVerifier(signatureScheme);

        public override TlsVerifier CreateVerifier(short signatureAlgorithm) => new OlderVerifier(this, signatureAlgorithm);

        private bool? Verify(AlgorithmIdentifier algorithm, byte[] signed, byte[] signature) => PlatformVerifier.Verify(algorithm, _key, signed, signature);

        private Tls13Verifier BaseVerifier(int signatureScheme) => base.CreateVerifier(signatureScheme);

        private TlsVerifier BaseVerifier(short signatureAlgorithm) => base.CreateVerifier(signatureAlgorithm);

        private sealed class Verifier(ServerCertificate certificate, AlgorithmIdentifier algorithm, int scheme) : Tls13Verifier
        {
            private readonly MemoryStream _signed = new();

            public Stream Stream => _signed;

            public bool VerifySignature(byte[] signature)
            {
                // The protocol has closed the stream by now.
                var signed = _signed.ToArray();
                if (certificate.Verify(algorithm, signed, signature) is { } answer) return answer;
                var other = certificate.BaseVerifier(scheme);
                other.Stream.Write(signed, 0, signed.Length);
                return other.VerifySignature(signature);
            }
        }

        // TLS 1.2 and older; what the platform can't check goes BouncyCastle's own way.
        private sealed class OlderVerifier(ServerCertificate certificate, short signatureAlgorithm) : TlsVerifier
        {
            public TlsStreamVerifier GetStreamVerifier(DigitallySigned digitallySigned) =>
                digitallySigned.Algorithm is { } used && Algorithms.TryGetValue(SignatureScheme.From(used), out var algorithm)
                    ? new OlderStreamVerifier(certificate, algorithm, signatureAlgorithm, digitallySigned)
                    : certificate.BaseVerifier(signatureAlgorithm).GetStreamVerifier(digitallySigned);

            public bool VerifyRawSignature(DigitallySigned digitallySigned, byte[] hash) =>
                certificate.BaseVerifier(signatureAlgorithm).VerifyRawSignature(digitallySigned, hash);
        }

        private sealed class OlderStreamVerifier(
            ServerCertificate certificate, AlgorithmIdentifier algorithm, short signatureAlgorithm, DigitallySigned digitallySigned) : TlsStreamVerifier
        {
            private readonly MemoryStream _signed = new();

            public Stream Stream => _signed;

            public bool IsVerified()
            {
                var signed = _signed.ToArray();
                if (certificate.Verify(algorithm, signed, digitallySigned.Signature) is { } answer) return answer;
                var other = certificate.BaseVerifier(signatureAlgorithm);
                if (other.GetStreamVerifier(digitallySigned) is not { } stream) return other.VerifyRawSignature(digitallySigned, Hash(signed));
                stream.Stream.Write(signed, 0, signed.Length);
                return stream.IsVerified();
            }

            private byte[] Hash(byte[] signed)
            {
                var hash = certificate.m_crypto.CreateHash(SignatureScheme.GetCryptoHashAlgorithm(SignatureScheme.From(digitallySigned.Algorithm)));
                hash.Update(signed, 0, signed.Length);
                return hash.CalculateHash();
            }
        }
    }
}
