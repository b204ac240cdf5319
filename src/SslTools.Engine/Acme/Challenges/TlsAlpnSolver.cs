using System.IO;
using System.Net;
using System.Threading.Tasks;
using Org.BouncyCastle.Tls;

namespace SslTools.Engine.Acme.Challenges;

/// <summary>tls-alpn-01 (RFC 8737) by a TLS listener; .NET Standard's SslStream has no ALPN, BouncyCastle's server has.</summary>
public sealed class TlsAlpnSolver : ChallengeListener
{
    /// <summary>Makes the solver.</summary>
    /// <param name="address">The address to listen on, or null for all.</param>
    /// <param name="port">The port.</param>
    public TlsAlpnSolver(IPAddress? address, int port)
        : base(address, port)
    {
    }

    /// <inheritdoc/>
    public override string Type => AcmeChallenge.TlsAlpn01;

    /// <inheritdoc/>
    protected override Task ServeAsync(Stream stream) => Task.Run(() =>
    {
        var protocol = new TlsServerProtocol(stream);
        protocol.Accept(new TlsAlpnServer([.. Answers]));

        // The CA closes after the handshake; waiting for it keeps the last messages from being lost.
        try
        {
            protocol.Stream.ReadByte();
        }
        catch (TlsNoCloseNotifyException)
        {
        }

        protocol.Close();
    });
}
