using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Acme.Challenges;

/// <summary>
/// A way that answers the CA on a port of its own. The port is open only while something is presented; several orders
/// share it. At most 64 connections are served at once, each for ten seconds.
/// </summary>
public abstract class ChallengeListener : IChallengeSolver
{
    private const int MaxConnections = 64;

    private static readonly TimeSpan ConnectionTime = TimeSpan.FromSeconds(10);

    private readonly IPAddress? _address;
    private readonly int _port;
    private readonly ConcurrentDictionary<ChallengeAnswer, bool> _answers = new();
    private readonly object _gate = new();
    private TcpListener? _listener;

    /// <summary>Makes the solver.</summary>
    /// <param name="address">The address to listen on, or null for all.</param>
    /// <param name="port">The port.</param>
    protected ChallengeListener(IPAddress? address, int port)
    {
        _address = address;
        _port = port;
    }

    /// <inheritdoc/>
    public abstract string Type { get; }

    /// <summary>What is presented now.</summary>
    protected IEnumerable<ChallengeAnswer> Answers => _answers.Keys;

    /// <inheritdoc/>
    public bool CanSolve(AcmeIdentifier identifier) => !identifier.IsWildcard;

    /// <inheritdoc/>
    public string Describe(AcmeIdentifier identifier) => $"{Type}: a listener on {(_address is null ? "port" : _address + " port")} {_port} while the CA looks";

    /// <inheritdoc/>
    public Task PresentAsync(IReadOnlyList<ChallengeAnswer> answers, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_listener is null) Open();
            foreach (var answer in answers) _answers[answer] = true;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task CleanUpAsync(IReadOnlyList<ChallengeAnswer> answers, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var answer in answers) _answers.TryRemove(answer, out _);
            if (_answers.IsEmpty) Close();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate) Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>Serves one connection; the stream is closed afterwards.</summary>
    /// <param name="stream">The connection.</param>
    /// <returns>A task.</returns>
    protected abstract Task ServeAsync(Stream stream);

    private void Open()
    {
        try
        {
            _listener = Start();
        }
        catch (SocketException e)
        {
            throw SslError.ChallengePortTaken(_port, Type, e.Message, e);
        }

        var listener = _listener;
        Task.Run(() => AcceptAsync(listener));
    }

    private TcpListener Start()
    {
        if (_address is null && Socket.OSSupportsIPv6)
        {
            try
            {
                return Start(IPAddress.IPv6Any, true);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressFamilyNotSupported or SocketError.OperationNotSupported or SocketError.ProtocolOption)
            {
                // IPv6 is known to the runtime and switched off in the system.
            }
        }

        return Start(_address ?? IPAddress.Any, false);
    }

    private TcpListener Start(IPAddress address, bool both)
    {
        var listener = new TcpListener(address, _port);
        if (both) listener.Server.DualMode = true;
        listener.Start();
        return listener;
    }

    private void Close()
    {
        _listener?.Stop();
        _listener = null;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        using var room = new SemaphoreSlim(MaxConnections);
        while (true)
        {
            try
            {
                await room.WaitAsync().ConfigureAwait(false);
                var client = await listener.AcceptTcpClientAsync().ConfigureAwait(false);
                _ = ServeOneAsync(client).ContinueWith(_ => Release(room), TaskScheduler.Default);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                if (!ReferenceEquals(_listener, listener)) return;
            }
        }
    }

    private static void Release(SemaphoreSlim room)
    {
        try
        {
            room.Release();
        }
        catch (ObjectDisposedException)
        {
            // The listener has ended meanwhile.
        }
    }

    private async Task ServeOneAsync(TcpClient client)
    {
        using (client)
        using (var limit = new CancellationTokenSource(ConnectionTime))
        using (limit.Token.Register(client.Dispose))
        {
            try
            {
                client.NoDelay = true;
                using var stream = client.GetStream();
                await ServeAsync(stream).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // A client that goes away, or speaks something else: the CA asks again.
            }
        }
    }
}
