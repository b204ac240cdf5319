using System.Collections.Generic;
using System.Linq;
using System.Text;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;

namespace SslTools.Engine.Network;

/// <summary>A TLS 1.2 and 1.3 client that takes any certificate and remembers what was served.</summary>
internal sealed class ProbeTlsClient : DefaultTlsClient
{
    private readonly string? _serverName;

    /// <summary>Makes the client.</summary>
    /// <param name="serverName">The name to send, or null.</param>
    public ProbeTlsClient(string? serverName)
        : base(new BcTlsCrypto())
        => _serverName = serverName;

    /// <summary>The certificates as they were served, DER, the leaf first.</summary>
    public IReadOnlyList<byte[]> Served { get; private set; } = [];

    /// <inheritdoc/>
    public override TlsAuthentication GetAuthentication() => new Authentication(this);

    /// <inheritdoc/>
    protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.TLSv13.DownTo(ProtocolVersion.TLSv12);

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

        public override void NotifyServerCertificate(TlsServerCertificate serverCertificate) =>
            _client.Served = serverCertificate.Certificate.GetCertificateList().Select(certificate => certificate.GetEncoded()).ToList();
    }
}
