using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Org.BouncyCastle.Tls;

namespace SslTools.Engine.Network;

/// <summary>TLS over a stream without a thread that waits: BouncyCastle's protocol gets what the stream brings and gives what it takes.</summary>
/// <param name="stream">The connection.</param>
/// <param name="client">Takes part.</param>
internal sealed class TlsSession(Stream stream, ProbeTlsClient client)
{
    // A server may send no more than this before the handshake is over.
    private const int MaxHandshake = 256 * 1024;
    private const int BufferLength = 16 * 1024;

    private readonly TlsClientProtocol _protocol = new();
    private readonly byte[] _buffer = new byte[BufferLength];

    /// <summary>Makes the handshake.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>When it is made.</returns>
    /// <exception cref="IOException">The server does not take part.</exception>
    public async Task HandshakeAsync(CancellationToken cancellationToken)
    {
        _protocol.Connect(client);
        var total = 0;
        try
        {
            while (!client.IsDone)
            {
                await SendAsync(cancellationToken).ConfigureAwait(false);
                total += await ReceiveAsync(cancellationToken).ConfigureAwait(false);
                if (total > MaxHandshake) throw new IOException($"the server sent more than {MaxHandshake} bytes without ending the handshake");
            }

            await SendAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (TlsFatalAlert) when (_protocol.GetAvailableOutputBytes() > 0)
        {
            // The server is told why.
            await SendAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Sends.</summary>
    /// <param name="data">What.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>When it is sent.</returns>
    public Task WriteAsync(byte[] data, CancellationToken cancellationToken)
    {
        _protocol.WriteApplicationData(data, 0, data.Length);
        return SendAsync(cancellationToken);
    }

    /// <summary>Receives.</summary>
    /// <param name="data">Where to.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many bytes; 0 at the end.</returns>
    public async Task<int> ReadAsync(byte[] data, CancellationToken cancellationToken)
    {
        while (_protocol.GetAvailableInputBytes() == 0)
        {
            if (_protocol.IsClosed) return 0;
            await ReceiveAsync(cancellationToken).ConfigureAwait(false);
        }

        return _protocol.ReadInput(data, 0, data.Length);
    }

    /// <summary>Says goodbye.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>When it is said.</returns>
    public Task CloseAsync(CancellationToken cancellationToken)
    {
        if (!_protocol.IsClosed) _protocol.Close();
        return SendAsync(cancellationToken);
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        for (int count; (count = Math.Min(_protocol.GetAvailableOutputBytes(), BufferLength)) > 0;)
        {
            _protocol.ReadOutput(_buffer, 0, count);
            await stream.WriteAsync(_buffer, 0, count, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<int> ReceiveAsync(CancellationToken cancellationToken)
    {
        var count = await stream.ReadAsync(_buffer, 0, _buffer.Length, cancellationToken).ConfigureAwait(false);
        if (count == 0) throw new EndOfStreamException();
        _protocol.OfferInput(_buffer, 0, count);
        return count;
    }
}
