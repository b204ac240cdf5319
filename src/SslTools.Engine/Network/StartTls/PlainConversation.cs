using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Engine.Network.StartTls;

/// <summary>What is said before TLS; what a server may say is bounded.</summary>
/// <param name="stream">The connection.</param>
internal sealed class PlainConversation(Stream stream)
{
    private const int MaxLine = 4096;
    private const int MaxBytes = 64 * 1024;
    private const int MaxQuote = 120;

    private readonly byte[] _buffer = new byte[1024];
    private int _next;
    private int _end;
    private int _total;

    /// <summary>Whether the server said more than was asked for.</summary>
    public bool HasUnread => _next < _end;

    /// <summary>Cleans what a server said, for a message.</summary>
    /// <param name="said">Its words.</param>
    /// <returns>Printable ASCII, not too long.</returns>
    public static string Quote(string said)
    {
        var clean = new string(said.Take(MaxQuote).Select(letter => letter is >= ' ' and <= '~' ? letter : '?').ToArray()).Trim();
        return said.Length > MaxQuote ? $"'{clean}...'" : $"'{clean}'";
    }

    /// <summary>Sends a line.</summary>
    /// <param name="line">Without its end.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>When it is sent.</returns>
    public Task SendAsync(string line, CancellationToken cancellationToken) => SendAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancellationToken);

    /// <summary>Sends bytes.</summary>
    /// <param name="message">The bytes.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>When they are sent.</returns>
    public Task SendAsync(byte[] message, CancellationToken cancellationToken) => stream.WriteAsync(message, 0, message.Length, cancellationToken);

    /// <summary>Reads a line.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Without its end.</returns>
    public async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (!HasUnread) await FillAsync(cancellationToken).ConfigureAwait(false);
            var letter = (char)_buffer[_next++];
            if (letter == '\n') return line.ToString().TrimEnd('\r');
            if (line.Length == MaxLine) throw new StartTlsException($"the server sent a line of more than {MaxLine} bytes");
            line.Append(letter);
        }
    }

    /// <summary>Reads a reply of numbered lines, as SMTP and FTP have them: '220-text' goes on, '220 text' is the last.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Its code, and the text of its lines.</returns>
    public async Task<(string Code, IReadOnlyList<string> Lines)> ReadReplyAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        string? code = null;
        while (true)
        {
            var line = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
            code ??= line.Length >= 3 && line.Take(3).All(letter => letter is >= '0' and <= '9')
                ? line.Substring(0, 3)
                : throw new StartTlsException($"the server does not speak this protocol: {Quote(line)}");

            // FTP's lines between the first and the last may bear no number (RFC 959 section 4.2).
            var numbered = line.StartsWith(code, StringComparison.Ordinal) && (line.Length == 3 || line[3] is ' ' or '-');
            lines.Add(numbered ? line.Substring(Math.Min(4, line.Length)) : line);
            if (numbered && (line.Length == 3 || line[3] == ' ')) return (code, lines);
        }
    }

    /// <summary>Reads so many bytes.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The bytes.</returns>
    public async Task<byte[]> ReadAsync(int count, CancellationToken cancellationToken)
    {
        if (count > MaxBytes) throw new StartTlsException($"the server sent a message of more than {MaxBytes} bytes");
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            if (!HasUnread) await FillAsync(cancellationToken).ConfigureAwait(false);
            bytes[i] = _buffer[_next++];
        }

        return bytes;
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        (_next, _end) = (0, await stream.ReadAsync(_buffer, 0, _buffer.Length, cancellationToken).ConfigureAwait(false));
        if (_end == 0) throw new StartTlsException("the server closed the connection");
        _total += _end;
        if (_total > MaxBytes) throw new StartTlsException($"the server sent more than {MaxBytes} bytes before TLS");
    }
}
