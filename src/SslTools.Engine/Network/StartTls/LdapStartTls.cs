using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Engine.Network.StartTls;

/// <summary>LDAP (RFC 4511 section 4.14).</summary>
internal sealed class LdapStartTls : IStartTlsProtocol
{
    private const int Sequence = 0x30;
    private const int Enumerated = 0x0a;
    private const int ExtendedResponse = 0x78;

    // LDAPMessage { messageID 1, extendedReq [APPLICATION 23] { requestName [0] } }
    private static readonly byte[] Request =
        [Sequence, 29, 0x02, 1, 1, 0x77, 24, 0x80, 22, .. Encoding.ASCII.GetBytes("1.3.6.1.4.1.1466.20037")];

    private static readonly byte[] MessageId = [0x02, 1, 1];

    /// <inheritdoc/>
    public SslStartTls Protocol => SslStartTls.Ldap;

    /// <inheritdoc/>
    public async Task AskAsync(PlainConversation server, CancellationToken cancellationToken)
    {
        await server.SendAsync(Request, cancellationToken).ConfigureAwait(false);
        if ((await server.ReadAsync(1, cancellationToken).ConfigureAwait(false))[0] != Sequence) throw NotLdap();
        var message = await server.ReadAsync(await ReadLengthAsync(server, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

        // The message's number, then the answer, whose first part is its result code in one byte.
        var answer = MessageId.Length + (message.Length > 4 && message[4] > 0x80 ? 2 + (message[4] & 0x7f) : 2);
        if (message.Length < answer + 3 || !message.Take(MessageId.Length).SequenceEqual(MessageId) || message[MessageId.Length] != ExtendedResponse
            || message[answer] != Enumerated || message[answer + 1] != 1)
            throw NotLdap();
        var result = message[answer + 2];
        if (result != 0) throw new StartTlsException($"the server does not offer StartTLS (LDAP result {result})");
    }

    private static async Task<int> ReadLengthAsync(PlainConversation server, CancellationToken cancellationToken)
    {
        int first = (await server.ReadAsync(1, cancellationToken).ConfigureAwait(false))[0];
        if (first < 0x80) return first;
        if (first is 0x80 or > 0x84) throw NotLdap();
        var bytes = await server.ReadAsync(first & 0x7f, cancellationToken).ConfigureAwait(false);
        var length = bytes.Aggregate(0L, (value, part) => (value << 8) | part);
        return length <= int.MaxValue ? (int)length : throw NotLdap();
    }

    private static StartTlsException NotLdap() => new("the server does not speak LDAP");
}
