using System;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Engine.Network.StartTls;

/// <summary>IMAP (RFC 9051 section 6.2.1).</summary>
internal sealed class ImapStartTls : IStartTlsProtocol
{
    private const string Tag = "a1 ";

    /// <inheritdoc/>
    public SslStartTls Protocol => SslStartTls.Imap;

    /// <inheritdoc/>
    public async Task AskAsync(PlainConversation server, CancellationToken cancellationToken)
    {
        // PREAUTH is a session that is logged in already, where STARTTLS is not allowed.
        var greeting = await server.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        if (!greeting.StartsWith("* OK", StringComparison.OrdinalIgnoreCase))
            throw new StartTlsException($"the server does not begin an IMAP session: {PlainConversation.Quote(greeting)}");
        await server.SendAsync(Tag + "STARTTLS", cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var line = await server.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            if (line.StartsWith(Tag + "OK", StringComparison.OrdinalIgnoreCase)) return;
            if (line.StartsWith(Tag, StringComparison.OrdinalIgnoreCase))
                throw new StartTlsException($"the server does not offer STARTTLS: {PlainConversation.Quote(line.Substring(Tag.Length))}");
        }
    }
}
