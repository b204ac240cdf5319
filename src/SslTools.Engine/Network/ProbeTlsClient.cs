using System.Collections.Generic;
using System.Linq;
using System.Text;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;

namespace SslTools.Engine.Network;

/// <summary>A TLS client that takes any certificate and remembers what was served and negotiated.</summary>
internal sealed class ProbeTlsClient : DefaultTlsClient
{
    private const int MaxChain = 32;
    private const int MaxMessage = 128 * 1024;

    // Seeding its random numbers takes longer than a handshake.
    private static readonly TlsCrypto SharedCrypto = new PlatformTlsCrypto();

    private readonly string? _serverName;

    /// <summary>Makes the client.</summary>
    /// <param name="serverName">The name to send, or null.</param>
    public ProbeTlsClient(string? serverName)
        : base(SharedCrypto)
        => _serverName = serverName;

    /// <summary>The oldest version that is spoken.</summary>
    public ProtocolVersion Oldest { get; init; } = ProtocolVersion.TLSv12;

    /// <summary>The application protocols that are offered; none for no offer.</summary>
    public IReadOnlyList<string> Protocols { get; init; } = [];

    /// <summary>The certificates as they were served, DER, the leaf first.</summary>
    public IReadOnlyList<byte[]> Served { get; private set; } = [];

    /// <summary>The OCSP response that came with them, DER, or null.</summary>
    public byte[]? OcspResponse { get; private set; }

    /// <summary>The version that the server chose, or null.</summary>
    public ProtocolVersion? Version { get; private set; }

    /// <summary>The cipher suite that the server chose.</summary>
    public int CipherSuite { get; private set; }

    /// <summary>The application protocol that the server chose, or null.</summary>
    public string? Chosen => m_context?.SecurityParameters?.ApplicationProtocol?.GetUtf8Decoding();

    /// <summary>Whether the handshake is over.</summary>
    public bool IsDone { get; private set; }

    /// <inheritdoc/>
    public override TlsAuthentication GetAuthentication() => new Authentication(this);

    /// <inheritdoc/>
    public override int GetMaxCertificateChainLength() => MaxChain;

    /// <inheritdoc/>
    public override int GetMaxHandshakeMessageSize() => MaxMessage;

    /// <inheritdoc/>
    public override void NotifyServerVersion(ProtocolVersion serverVersion)
    {
        Version = serverVersion;
        base.NotifyServerVersion(serverVersion);
    }

    /// <inheritdoc/>
    public override void NotifySelectedCipherSuite(int selectedCipherSuite)
    {
        CipherSuite = selectedCipherSuite;
        base.NotifySelectedCipherSuite(selectedCipherSuite);
    }

    /// <inheritdoc/>
    public override void NotifyHandshakeComplete()
    {
        IsDone = true;
        base.NotifyHandshakeComplete();
    }

    /// <inheritdoc/>
    protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.TLSv13.DownTo(Oldest);

    /// <inheritdoc/>
    protected override IList<ProtocolName>? GetProtocolNames() =>
        Protocols.Count == 0 ? null : Protocols.Select(ProtocolName.AsUtf8Encoding).ToList();

    /// <inheritdoc/>
    protected override IList<ServerName>? GetSniServerNames() =>
        _serverName is null ? null : [new ServerName(NameType.host_name, Encoding.ASCII.GetBytes(_serverName))];

    // A certificate on P-521 is only served to clients that know the curve.
    /// <inheritdoc/>
    protected override IList<int> GetSupportedGroups(IList<int> namedGroupRoles)
    {
        var groups = base.GetSupportedGroups(namedGroupRoles);
        TlsUtilities.AddIfSupported(groups, Crypto, NamedGroup.secp521r1);
        return groups;
    }

    private sealed class Authentication : ServerOnlyTlsAuthentication
    {
        private readonly ProbeTlsClient _client;

        public Authentication(ProbeTlsClient client) => _client = client;

        public override void NotifyServerCertificate(TlsServerCertificate serverCertificate)
        {
            _client.Served = serverCertificate.Certificate.GetCertificateList().Select(certificate => certificate.GetEncoded()).ToList();
            _client.OcspResponse = serverCertificate.CertificateStatus is { StatusType: CertificateStatusType.ocsp } status
                ? status.OcspResponse.GetEncoded()
                : StapleReader.Read(serverCertificate.Certificate);
        }
    }
}
