using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Engine.Network.Endpoints;

/// <summary>The server's choice (RFC 5246 section 7.4.1.3). Nothing behind it is read.</summary>
internal static class ServerHello
{
    private const int RecordHeader = 5;
    private const int HandshakeRecord = 22;
    private const int Message = 2;
    private const int MaxRecord = (16 * 1024) + 2048;

    // Kind and length (4), version (2), random (32).
    private const int SessionOffset = 38;

    /// <summary>Reads it.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="version">The version that was offered.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The cipher suite; null where the server chose nothing, or another version.</returns>
    public static async Task<int?> ReadAsync(Stream stream, SslTlsVersion version, CancellationToken cancellationToken)
    {
        var header = await ReadAsync(stream, RecordHeader, cancellationToken).ConfigureAwait(false);
        var length = (header[3] << 8) | header[4];
        if (header[0] != HandshakeRecord || length is <= SessionOffset or > MaxRecord) return null;
        var hello = await ReadAsync(stream, length, cancellationToken).ConfigureAwait(false);
        if (hello[0] != Message || ((hello[4] << 8) | hello[5]) != (int)version) return null;
        var suite = SessionOffset + 1 + hello[SessionOffset];
        return suite + 1 < length ? (hello[suite] << 8) | hello[suite + 1] : null;
    }

    private static async Task<byte[]> ReadAsync(Stream stream, int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var part = await stream.ReadAsync(bytes, read, count - read, cancellationToken).ConfigureAwait(false);
            if (part == 0) throw new EndOfStreamException();
            read += part;
        }

        return bytes;
    }
}
