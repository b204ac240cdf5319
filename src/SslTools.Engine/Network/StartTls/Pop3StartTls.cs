using System;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Engine.Network.StartTls;

/// <summary>POP3 (RFC 2595 section 4).</summary>
internal sealed class Pop3StartTls : IStartTlsProtocol
{
    /// <inheritdoc/>
    public SslStartTls Protocol => SslStartTls.Pop3;

    /// <inheritdoc/>
    public async Task AskAsync(PlainConversation server, CancellationToken cancellationToken)
    {
        await ReadAsync(server, "the server does not begin a POP3 session", cancellationToken).ConfigureAwait(false);
        await server.SendAsync("STLS", cancellationToken).ConfigureAwait(false);
        await ReadAsync(server, "the server does not offer STLS", cancellationToken).ConfigureAwait(false);
    }

    private static async Task ReadAsync(PlainConversation server, string failure, CancellationToken cancellationToken)
    {
        var line = await server.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        if (!line.StartsWith("+OK", StringComparison.OrdinalIgnoreCase)) throw new StartTlsException($"{failure}: {PlainConversation.Quote(line)}");
    }
}
