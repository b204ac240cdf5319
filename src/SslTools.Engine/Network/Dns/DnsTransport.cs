using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Engine.Network.Dns;

/// <summary>Sends a message to one server: a datagram, repeated once, or a TCP connection; bounded time, prompt cancellation.</summary>
internal static class DnsTransport
{
    private static readonly TimeSpan[] DatagramPatience = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)];
    private static readonly TimeSpan StreamPatience = TimeSpan.FromSeconds(10);

    /// <summary>Sends a question by UDP, and by TCP where the answer does not fit.</summary>
    /// <param name="server">The server.</param>
    /// <param name="request">The message.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The answer's bytes; a message that answers the request.</returns>
    /// <exception cref="DnsTransportException">No usable answer.</exception>
    public static async Task<byte[]> AskAsync(IPEndPoint server, byte[] request, CancellationToken cancellationToken)
    {
        var answer = await SendDatagramAsync(server, request, cancellationToken).ConfigureAwait(false);
        return DnsMessage.Parse(answer).IsTruncated ? await SendStreamAsync(server, request, cancellationToken).ConfigureAwait(false) : answer;
    }

    /// <summary>Sends by UDP.</summary>
    /// <param name="server">The server.</param>
    /// <param name="request">The message.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The answer's bytes.</returns>
    /// <exception cref="DnsTransportException">No usable answer.</exception>
    public static async Task<byte[]> SendDatagramAsync(IPEndPoint server, byte[] request, CancellationToken cancellationToken)
    {
        foreach (var patience in DatagramPatience)
        {
            var answer = await LimitAsync(patience, limit => DatagramAsync(server, request, limit), cancellationToken).ConfigureAwait(false);
            if (answer is not null) return answer;
        }

        throw new DnsTransportException("it does not answer");
    }

    /// <summary>Sends by TCP.</summary>
    /// <param name="server">The server.</param>
    /// <param name="request">The message.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The answer's bytes.</returns>
    /// <exception cref="DnsTransportException">No usable answer.</exception>
    public static async Task<byte[]> SendStreamAsync(IPEndPoint server, byte[] request, CancellationToken cancellationToken) =>
        await LimitAsync(StreamPatience, limit => StreamAsync(server, request, limit), cancellationToken).ConfigureAwait(false)
        ?? throw new DnsTransportException("it does not answer");

    private static async Task<byte[]> DatagramAsync(IPEndPoint server, byte[] request, CancellationToken limit)
    {
        using var client = new UdpClient(server.AddressFamily);
        using var abort = limit.Register(client.Dispose);
        client.Connect(server);
        await client.SendAsync(request, request.Length).ConfigureAwait(false);
        while (true)
        {
            // Whatever does not answer the request is somebody's forgery or a late answer: the wait goes on.
            var answer = (await client.ReceiveAsync().ConfigureAwait(false)).Buffer;
            if (Answers(answer, request)) return answer;
        }
    }

    private static async Task<byte[]> StreamAsync(IPEndPoint server, byte[] request, CancellationToken limit)
    {
        using var client = new TcpClient(server.AddressFamily);
        using var abort = limit.Register(client.Dispose);
        await client.ConnectAsync(server.Address, server.Port).ConfigureAwait(false);
        var stream = client.GetStream();
        var framed = new DnsWriter().Block(request).ToArray();
        await stream.WriteAsync(framed, 0, framed.Length, limit).ConfigureAwait(false);
        var head = await ReadAsync(stream, 2, limit).ConfigureAwait(false);
        var answer = await ReadAsync(stream, (head[0] << 8) | head[1], limit).ConfigureAwait(false);
        return Answers(answer, request) ? answer : throw new DnsTransportException("its answer is malformed");
    }

    private static async Task<byte[]> ReadAsync(Stream stream, int count, CancellationToken limit)
    {
        var buffer = new byte[count];
        for (var read = 0; read < count;)
        {
            var part = await stream.ReadAsync(buffer, read, count - read, limit).ConfigureAwait(false);
            if (part == 0) throw new DnsTransportException("it closed the connection");
            read += part;
        }

        return buffer;
    }

    private static bool Answers(byte[] answer, byte[] request)
    {
        try
        {
            var got = DnsMessage.Parse(answer);
            var sent = DnsMessage.Parse(request);
            return got.IsAnswer && got.Id == sent.Id && got.Opcode == sent.Opcode
                && (got.Question is null ? got.Code != 0 || got.Opcode != 0 : got.Question == sent.Question);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // Sockets of .NET Standard 2.0 take no token: they are closed instead, and whatever then comes up means the time is over.
    private static async Task<byte[]?> LimitAsync(
        TimeSpan patience, Func<CancellationToken, Task<byte[]>> work, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            return await work(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (limit.IsCancellationRequested && e is not DnsTransportException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw new DnsTransportException((e.InnerException ?? e).Message.TrimEnd('.'), e);
        }
    }
}

/// <summary>A server that gave no usable answer.</summary>
/// <param name="message">How.</param>
/// <param name="inner">The cause.</param>
internal sealed class DnsTransportException(string message, Exception? inner = null) : Exception(message, inner);
