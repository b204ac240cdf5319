using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Org.BouncyCastle.Tls;
using SslTools.Engine.Network.StartTls;

namespace SslTools.Engine.Network;

/// <summary>Connections to servers that may do anything: opened, made ready for TLS, and ended when their time is over.</summary>
internal static class Connections
{
    /// <summary>Opens a connection, works with it, and closes it.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="endpoint">Where.</param>
    /// <param name="timeout">How long all of it may take.</param>
    /// <param name="work">The work; the plain text that comes before TLS is said.</param>
    /// <param name="failed">Makes something of a failure, and of whether there was a connection.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What came of it.</returns>
    public static async Task<T> UseAsync<T>(
        BindingEndpoint endpoint, TimeSpan timeout, Func<Stream, CancellationToken, Task<T>> work, Func<ConnectionFailure, T> failed, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        using var socket = new Socket(endpoint.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        // Closing the socket is what ends a call on every platform.
        using (limit.Token.Register(socket.Dispose))
        {
            var connected = false;
            try
            {
                await socket.ConnectAsync(endpoint.Address).ConfigureAwait(false);
                connected = true;
                using var stream = new NetworkStream(socket);
                if (endpoint.ProxyProtocol) await SendProxyHeaderAsync(socket, stream, limit.Token).ConfigureAwait(false);
                if (endpoint.StartTls is { } protocol) await StartTlsProtocols.AskAsync(protocol, stream, limit.Token).ConfigureAwait(false);
                return await work(stream, limit.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (IsOfServer(e) || limit.IsCancellationRequested)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return failed(limit.IsCancellationRequested
                    ? new ConnectionFailure(e, $"no answer within {timeout.TotalSeconds:0.###} seconds") { IsLate = true, WasConnected = connected }
                    : new ConnectionFailure(e, Explain(e)) { WasConnected = connected });
            }
        }
    }

    // The human-readable form of the header, with the connection's own addresses: "UNKNOWN" is valid, but Postfix and mod_remoteip refuse it.
    private static Task SendProxyHeaderAsync(Socket socket, Stream stream, CancellationToken cancellationToken)
    {
        var (from, to) = ((IPEndPoint)socket.LocalEndPoint, (IPEndPoint)socket.RemoteEndPoint);
        var family = socket.AddressFamily == AddressFamily.InterNetworkV6 ? "TCP6" : "TCP4";
        var header = Encoding.ASCII.GetBytes($"PROXY {family} {from.Address} {to.Address} {from.Port} {to.Port}\r\n");
        return stream.WriteAsync(header, 0, header.Length, cancellationToken);
    }

    // BouncyCastle's parsers throw what they like at what came from outside.
    private static bool IsOfServer(Exception e) =>
        e is IOException or SocketException or ObjectDisposedException or InvalidOperationException or ArgumentException or ArithmeticException or IndexOutOfRangeException;

    private static string Explain(Exception error) => error switch
    {
        TlsFatalAlertReceived alert => $"the server ended it with the alert '{AlertDescription.GetName(alert.AlertDescription)}'",
        TlsFatalAlert alert => $"its answer is not acceptable ({AlertDescription.GetName(alert.AlertDescription)})",
        EndOfStreamException or TlsNoCloseNotifyException => "the server closed the connection",
        _ => (error.InnerException as SocketException ?? error).Message.TrimEnd('.'),
    };
}

/// <summary>Why a connection came to nothing.</summary>
/// <param name="Error">What was thrown.</param>
/// <param name="Message">In words.</param>
internal sealed record ConnectionFailure(Exception Error, string Message)
{
    /// <summary>Whether the time ran out.</summary>
    public bool IsLate { get; init; }

    /// <summary>Whether there was a connection.</summary>
    public bool WasConnected { get; init; }
}
