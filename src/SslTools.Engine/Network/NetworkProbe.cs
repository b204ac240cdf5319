using System;
using System.Collections.Generic;
using System.Net;
using System.Net.NetworkInformation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Network;

/// <summary>
/// Handshakes with BouncyCastle's TLS client: it gives the certificates exactly as they were served, on every platform,
/// and verifies that the server holds the key (RFC 8446 section 4.4.3).
/// </summary>
public sealed class NetworkProbe : INetworkProbe
{
    /// <inheritdoc/>
    public Task<HandshakeResult> HandshakeAsync(BindingEndpoint endpoint, TimeSpan timeout, CancellationToken cancellationToken) => Connections.UseAsync(
        endpoint,
        timeout,
        async (stream, limit) =>
        {
            var client = new ProbeTlsClient(endpoint.ServerName);
            var session = new TlsSession(stream, client);
            await session.HandshakeAsync(limit).ConfigureAwait(false);
            await session.CloseAsync(limit).ConfigureAwait(false);
            return new HandshakeResult(client.Served, client.Served.Count == 0 ? "the server sent no certificate" : null);
        },
        failure => new HandshakeResult([], failure.Message),
        cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<IPEndPoint> GetListeners()
    {
        try
        {
            return IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
        }
        catch (NetworkInformationException)
        {
            // A system that doesn't tell: the reload and the handshake will.
            return [];
        }
    }
}
