using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Engine.Tests.Endpoints;

/// <summary>Does the same with every connection, until the client goes away.</summary>
internal sealed class OneAnswerServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();

    public OneAnswerServer(Func<Stream, CancellationToken, Task> answer)
    {
        _listener.Start();
        _ = ServeAsync(answer);
    }

    public BindingEndpoint Endpoint => new((IPEndPoint)_listener.LocalEndpoint, "shop.example", false);

    /// <summary>How many bytes it got rid of.</summary>
    public long Sent { get; private set; }

    /// <summary>A server that sends the same bytes as long as anybody reads.</summary>
    public static OneAnswerServer Endless(byte[] bytes, TimeSpan? pause = null)
    {
        OneAnswerServer? server = null;
        server = new OneAnswerServer(async (stream, cancellationToken) =>
        {
            while (true)
            {
                await stream.WriteAsync(bytes, cancellationToken);
                server!.Sent += bytes.Length;
                if (pause is { } time) await Task.Delay(time, cancellationToken);
            }
        });
        return server;
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _end.Dispose();
    }

    private async Task ServeAsync(Func<Stream, CancellationToken, Task> answer)
    {
        while (true)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                _ = AnswerAsync(client, answer);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(TcpClient client, Func<Stream, CancellationToken, Task> answer)
    {
        using (client)
        {
            try
            {
                await answer(client.GetStream(), _end.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
                // The client went away.
            }
        }
    }
}
