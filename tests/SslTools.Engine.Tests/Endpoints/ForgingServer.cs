using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;

namespace SslTools.Engine.Tests.Endpoints;

/// <summary>Serves a certificate, as often as it likes, and signs with a key of its choice.</summary>
internal sealed class ForgingServer(X509Certificate2 certificate, RSA key, ProtocolVersion version, int copies = 1) : DefaultTlsServer(new BcTlsCrypto(new SecureRandom()))
{
    public override TlsCredentials GetCredentials()
    {
        var crypto = (BcTlsCrypto)Crypto;
        var served = crypto.CreateCertificate(certificate.RawData);
        var chain = version.Equals(ProtocolVersion.TLSv13)
            ? new Certificate([], [.. Enumerable.Repeat(new CertificateEntry(served, new Dictionary<int, byte[]>()), copies)])
            : new Certificate([.. Enumerable.Repeat(served, copies)]);
        var signature = new SignatureAndHashAlgorithm(Org.BouncyCastle.Tls.HashAlgorithm.Intrinsic, SignatureAlgorithm.rsa_pss_rsae_sha256);
        return new BcDefaultTlsCredentialedSigner(new TlsCryptoParameters(m_context), crypto, DotNetUtilities.GetRsaKeyPair(key).Private, chain, signature);
    }

    protected override ProtocolVersion[] GetSupportedVersions() => version.Only();

    protected override TlsCredentialedSigner GetRsaSignerCredentials() => (TlsCredentialedSigner)GetCredentials();
}
