using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Org.BouncyCastle.Tls;
using SslTools.Engine.Network.StartTls;
using SslTools.Ports;

namespace SslTools.Engine.Network;

/// <summary>
/// Handshakes with BouncyCastle's TLS client: it gives the certificates exactly as they were served, on every platform,
/// and verifies that the server holds the key (RFC 8446 section 4.4.3).
/// </summary>
public sealed class NetworkProbe : INetworkProbe
{
    /// <inheritdoc/>
    public async Task<HandshakeResult> HandshakeAsync(BindingEndpoint endpoint, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        var client = new ProbeTlsClient(endpoint.ServerName);
        using var socket = new Socket(endpoint.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        // Closing the socket is what ends a blocked call on every platform.
        using (limit.Token.Register(socket.Dispose))
        {
            try
            {
                await socket.ConnectAsync(endpoint.Address).ConfigureAwait(false);
                using var stream = new NetworkStream(socket);
                if (endpoint.ProxyProtocol) await SendProxyHeaderAsync(socket, stream, limit.Token).ConfigureAwait(false);
                if (endpoint.StartTls is { } protocol) await StartTlsProtocols.AskAsync(protocol, stream, limit.Token).ConfigureAwait(false);
                await Task.Run(() => Handshake(stream, client), CancellationToken.None).ConfigureAwait(false);
                return new HandshakeResult(client.Served, client.Served.Count == 0 ? "the server sent no certificate" : null);
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return new HandshakeResult([], limit.IsCancellationRequested ? $"no answer within {timeout.TotalSeconds:0} seconds" : Explain(e));
            }
        }
    }

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

    // The human-readable form of the header, with the connection's own addresses: "UNKNOWN" is valid, but Postfix refuses it.
    private static Task SendProxyHeaderAsync(Socket socket, Stream stream, CancellationToken cancellationToken)
    {
        var (from, to) = ((IPEndPoint)socket.LocalEndPoint, (IPEndPoint)socket.RemoteEndPoint);
        var family = socket.AddressFamily == AddressFamily.InterNetworkV6 ? "TCP6" : "TCP4";
        var header = Encoding.ASCII.GetBytes($"PROXY {family} {from.Address} {to.Address} {from.Port} {to.Port}\r\n");
        return stream.WriteAsync(header, 0, header.Length, cancellationToken);
    }

    private static void Handshake(Stream stream, ProbeTlsClient client)
    {
        var protocol = new TlsClientProtocol(stream);
        protocol.Connect(client);
        protocol.Close();
    }

    private static string Explain(Exception error) => error switch
    {
        TlsFatalAlertReceived alert => $"the server ended it with the alert '{AlertDescription.GetName(alert.AlertDescription)}'",
        TlsFatalAlert alert => $"its answer is not acceptable ({AlertDescription.GetName(alert.AlertDescription)})",
        EndOfStreamException or TlsNoCloseNotifyException => "the server closed the connection",
        _ => error.Message,
    };
}
