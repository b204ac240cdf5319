using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Engine.Network.StartTls;

/// <summary>Begins TLS in the protocols that start in plain text.</summary>
internal static class StartTlsProtocols
{
    private static readonly IReadOnlyDictionary<SslStartTls, IStartTlsProtocol> All = new IStartTlsProtocol[]
    {
        new SmtpStartTls(), new ImapStartTls(), new Pop3StartTls(), new LdapStartTls(), new FtpStartTls(), new PostgresStartTls(), new MySqlStartTls(),
    }.ToDictionary(protocol => protocol.Protocol);

    /// <summary>Asks for TLS on a connection just opened.</summary>
    /// <param name="protocol">What is spoken on it.</param>
    /// <param name="stream">The connection; when this is done, nothing of TLS was read yet.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>When the server has agreed.</returns>
    /// <exception cref="IOException">It has not.</exception>
    public static async Task AskAsync(SslStartTls protocol, Stream stream, CancellationToken cancellationToken)
    {
        var server = new PlainConversation(stream);
        await All[protocol].AskAsync(server, cancellationToken).ConfigureAwait(false);

        // A server speaks next when TLS has begun. Whatever is here already was sent by nobody we know, and would be taken
        // for something that TLS protected (CVE-2011-0411, CVE-2021-23222).
        if (server.HasUnread) throw new StartTlsException("the server went on in plain text after it agreed to TLS");
    }
}
