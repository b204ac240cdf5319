using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Engine.Network.StartTls;

/// <summary>FTP (RFC 4217).</summary>
internal sealed class FtpStartTls : IStartTlsProtocol
{
    /// <inheritdoc/>
    public SslStartTls Protocol => SslStartTls.Ftp;

    /// <inheritdoc/>
    public async Task AskAsync(PlainConversation server, CancellationToken cancellationToken)
    {
        // 120: ready in some minutes, and 220 follows (RFC 959 section 5.4).
        var greeting = await server.ReadReplyAsync(cancellationToken).ConfigureAwait(false);
        if (greeting.Code == "120") greeting = await server.ReadReplyAsync(cancellationToken).ConfigureAwait(false);
        if (greeting.Code != "220") throw new StartTlsException($"the server does not begin an FTP session: {PlainConversation.Quote(greeting.Lines[0])}");
        await server.SendAsync("AUTH TLS", cancellationToken).ConfigureAwait(false);
        var answer = await server.ReadReplyAsync(cancellationToken).ConfigureAwait(false);
        if (answer.Code != "234") throw new StartTlsException($"the server does not offer AUTH TLS: {PlainConversation.Quote(answer.Lines[0])}");
    }
}
