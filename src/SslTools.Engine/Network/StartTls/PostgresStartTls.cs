using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Engine.Network.StartTls;

/// <summary>PostgreSQL's SSLRequest (its documentation, "SSL Session Encryption").</summary>
internal sealed class PostgresStartTls : IStartTlsProtocol
{
    // Length 8, then 80877103.
    private static readonly byte[] Request = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];

    /// <inheritdoc/>
    public SslStartTls Protocol => SslStartTls.Postgres;

    /// <inheritdoc/>
    public async Task AskAsync(PlainConversation server, CancellationToken cancellationToken)
    {
        await server.SendAsync(Request, cancellationToken).ConfigureAwait(false);
        var answer = (await server.ReadAsync(1, cancellationToken).ConfigureAwait(false))[0];
        if (answer == 'S') return;

        // What an error says was sent by nobody who proved anything: it is not repeated (CVE-2024-10977).
        throw new StartTlsException(answer is (byte)'N' or (byte)'E' ? "the server does not offer TLS" : "the server does not speak PostgreSQL's protocol");
    }
}
