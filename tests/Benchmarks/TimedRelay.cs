using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Benchmarks;

/// <summary>
/// Stands before a server on loopback, passes everything on, and notes when the server has the turn: from the last bytes of a question to
/// the last bytes of its answer. It needs to understand nothing of what it passes on.
/// </summary>
internal sealed class TimedRelay : IDisposable
{
    private readonly List<(DateTime From, DateTime To)> _turns = [];
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _server;

    public TimedRelay(Uri server)
    {
        _server = server;
        _listener.Start();
        Address = new UriBuilder(server) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _ = AcceptAsync();
    }

    /// <summary>The server's address, as it is through here.</summary>
    public Uri Address { get; }

    /// <summary>How long the server had the turn between two moments, on any connection, in milliseconds.</summary>
    public double ServerTime(DateTime from, DateTime to)
    {
        var (time, end) = (TimeSpan.Zero, from);
        lock (_turns)
        {
            foreach (var turn in _turns.OrderBy(turn => turn.From))
            {
                var begin = turn.From > end ? turn.From : end;
                var last = turn.To < to ? turn.To : to;
                if (last <= begin) continue;
                time += last - begin;
                end = last;
            }
        }

        return time.TotalMilliseconds;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient { NoDelay = true })
        {
            client.NoDelay = true;
            await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
            var asked = DateTime.MaxValue;
            try
            {
                await Task.WhenAny(
                    PassAsync(client.GetStream(), server.GetStream(), () => asked = DateTime.UtcNow),
                    PassAsync(server.GetStream(), client.GetStream(), () => Note(asked)));
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
            }
        }
    }

    private void Note(DateTime asked)
    {
        lock (_turns) _turns.Add((asked, DateTime.UtcNow));
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, Action passing)
    {
        var buffer = new byte[64 * 1024];
        for (int read; (read = await from.ReadAsync(buffer, _stop.Token)) > 0;)
        {
            passing();
            await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }
}
