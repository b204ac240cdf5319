using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace SslTools.Integration.Tests.WebServers;

/// <summary>Clients that ask a site without pause, each time over a new connection, and note every one that fails.</summary>
public sealed class LoadClient : IAsyncDisposable
{
    private const int Clients = 4;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ConcurrentDictionary<string, int> _seen = new();
    private readonly string _hostName;
    private readonly int _port;
    private readonly string _answer;
    private readonly Task[] _clients;

    private LoadClient(string hostName, int port, string answer)
    {
        (_hostName, _port, _answer) = (hostName, port, answer);
        _clients = Enumerable.Range(0, Clients).Select(_ => Task.Run(RunAsync)).ToArray();
    }

    /// <summary>The connections that failed, or were answered by something else.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>Begins to ask a site that answers with its name.</summary>
    public static LoadClient Start(string hostName, int port) => new(hostName, port, hostName);

    /// <summary>Waits until a certificate is served.</summary>
    public async Task WaitForAsync(string thumbprint)
    {
        for (var until = DateTime.UtcNow + Limit; !_seen.ContainsKey(thumbprint);)
        {
            Assert.True(DateTime.UtcNow < until, $"{thumbprint} is not served; errors: {string.Join("; ", _errors)}");
            await Task.Yield();
        }
    }

    /// <summary>Ends, once each client has had its answer.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_clients);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await AskAsync();
            }
            catch (Exception e) when (e is IOException or SocketException or AuthenticationException or OperationCanceledException)
            {
                _errors.Enqueue(e.Message);
            }
        }
    }

    private async Task AskAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _port, limit.Token);
        await using var tls = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = _hostName }, limit.Token);
        var thumbprint = new X509Certificate2(tls.RemoteCertificate!).Thumbprint;
        await tls.WriteAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {_hostName}\r\nConnection: close\r\n\r\n"), limit.Token);
        using var reader = new StreamReader(tls);
        var answer = await reader.ReadToEndAsync(limit.Token);
        if (!answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) || !answer.Contains(_answer)) _errors.Enqueue($"an answer of {answer.Length} bytes: {answer}");
        _seen.AddOrUpdate(thumbprint, 1, (_, count) => count + 1);
    }
}
