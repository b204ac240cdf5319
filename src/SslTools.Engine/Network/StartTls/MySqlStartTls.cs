using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Engine.Network.StartTls;

/// <summary>MySQL and MariaDB: the SSL request that takes the place of the login ("Protocol::SSLRequest").</summary>
internal sealed class MySqlStartTls : IStartTlsProtocol
{
    private const int ProtocolVersion = 10;
    private const int ErrorPacket = 0xff;
    private const int ClientSsl = 0x0800;

    // Of the greeting behind the version: thread (4), salt (8), a zero, then the capabilities.
    private const int CapabilitiesOffset = 13;

    // CLIENT_PROTOCOL_41, CLIENT_SSL, CLIENT_SECURE_CONNECTION; packets of at most 16 MB; utf8mb4; 23 zeros.
    private static readonly byte[] Request = [32, 0, 0, 1, 0x00, 0x8a, 0, 0, 0, 0, 0, 1, 45, .. new byte[23]];

    /// <inheritdoc/>
    public SslStartTls Protocol => SslStartTls.MySql;

    /// <inheritdoc/>
    public async Task AskAsync(PlainConversation server, CancellationToken cancellationToken)
    {
        var header = await server.ReadAsync(4, cancellationToken).ConfigureAwait(false);
        var greeting = await server.ReadAsync(header[0] | (header[1] << 8) | (header[2] << 16), cancellationToken).ConfigureAwait(false);
        if (greeting.Length > 3 && greeting[0] == ErrorPacket)
            throw new StartTlsException($"the server refuses this client: {PlainConversation.Quote(Encoding.ASCII.GetString(greeting.Skip(3).ToArray()))}");
        var end = Array.IndexOf(greeting, (byte)0);
        if (greeting.Length == 0 || greeting[0] != ProtocolVersion || end < 0 || greeting.Length < end + 1 + CapabilitiesOffset + 2)
            throw new StartTlsException("the server does not speak MySQL's protocol");
        var capabilities = greeting[end + 1 + CapabilitiesOffset] | (greeting[end + 2 + CapabilitiesOffset] << 8);
        if ((capabilities & ClientSsl) == 0) throw new StartTlsException("the server does not offer TLS");
        await server.SendAsync(Request, cancellationToken).ConfigureAwait(false);
    }
}
