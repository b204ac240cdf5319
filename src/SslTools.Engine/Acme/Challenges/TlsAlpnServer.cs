using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;

namespace SslTools.Engine.Acme.Challenges;

/// <summary>The server of one handshake for <c>acme-tls/1</c>: TLS 1.2 or later, one ALPN protocol, the certificate for the name in SNI.</summary>
internal sealed class TlsAlpnServer : DefaultTlsServer
{
    private const string AcmeTls = "acme-tls/1";

    private static readonly int[] Suites =
    [
        CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_AES_256_GCM_SHA384, CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
    ];

    private readonly IReadOnlyList<ChallengeAnswer> _answers;

    /// <summary>Makes the server.</summary>
    /// <param name="answers">What is presented now.</param>
    public TlsAlpnServer(IReadOnlyList<ChallengeAnswer> answers)
        : base(new BcTlsCrypto())
        => _answers = answers;

    /// <inheritdoc/>
    public override TlsCredentials GetCredentials() => GetECDsaSignerCredentials();

    /// <inheritdoc/>
    protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.TLSv13.DownTo(ProtocolVersion.TLSv12);

    // The certificate's key is an ECDSA key: in TLS 1.2 only these suites go with it.
    /// <inheritdoc/>
    protected override int[] GetSupportedCipherSuites() => TlsUtilities.GetSupportedCipherSuites(Crypto, Suites);

    /// <inheritdoc/>
    protected override IList<ProtocolName> GetProtocolNames() => [ProtocolName.AsUtf8Encoding(AcmeTls)];

    /// <inheritdoc/>
    protected override TlsCredentialedSigner GetECDsaSignerCredentials()
    {
        var answer = Find() ?? throw new TlsFatalAlert(AlertDescription.unrecognized_name);

        // A client without ALPN must not take this for the site's certificate.
        if (!m_context.SecurityParameters.IsApplicationProtocolSet || m_context.SecurityParameters.ApplicationProtocol is null)
            throw new TlsFatalAlert(AlertDescription.no_application_protocol);
        var (certificate, key) = TlsAlpnCertificate.Create(answer);
        var crypto = (BcTlsCrypto)Crypto;
        var chain = TlsUtilities.IsTlsV13(m_context)
            ? new Certificate(TlsUtilities.EmptyBytes, [new CertificateEntry(crypto.CreateCertificate(certificate), null)])
            : new Certificate([crypto.CreateCertificate(certificate)]);
        var algorithm = new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);
        return new BcDefaultTlsCredentialedSigner(new TlsCryptoParameters(m_context), crypto, PrivateKeyFactory.CreateKey(key), chain, algorithm);
    }

    private ChallengeAnswer? Find()
    {
        var names = m_context.SecurityParameters.ClientServerNames;
        var host = names?.FirstOrDefault(name => name.NameType == NameType.host_name);
        if (host is null) return null;
        var wanted = Encoding.ASCII.GetString(host.NameData).TrimEnd('.').ToLowerInvariant();
        return _answers.FirstOrDefault(answer => SniOf(answer.Identifier) == wanted);
    }

    // An address is asked for by its name in the reverse tree (RFC 8738 section 6).
    private static string SniOf(AcmeIdentifier identifier)
    {
        if (!identifier.IsAddress) return identifier.Value.ToLowerInvariant();
        var address = IPAddress.Parse(identifier.Value);
        var bytes = address.GetAddressBytes();
        Array.Reverse(bytes);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? string.Join(".", bytes) + ".in-addr.arpa"
            : string.Join(".", bytes.SelectMany(b => new[] { b & 15, b >> 4 }).Select(nibble => nibble.ToString("x"))) + ".ip6.arpa";
    }
}
