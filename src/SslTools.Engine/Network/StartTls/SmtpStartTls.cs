using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Engine.Network.StartTls;

/// <summary>SMTP (RFC 3207).</summary>
internal sealed class SmtpStartTls : IStartTlsProtocol
{
    // A client without a name of its own gives an address (RFC 5321 section 4.1.3).
    private const string Hello = "EHLO [127.0.0.1]";

    /// <inheritdoc/>
    public SslStartTls Protocol => SslStartTls.Smtp;

    /// <inheritdoc/>
    public async Task AskAsync(PlainConversation server, CancellationToken cancellationToken)
    {
        var greeting = await server.ReadReplyAsync(cancellationToken).ConfigureAwait(false);
        if (greeting.Code != "220") throw new StartTlsException($"the server takes no mail: {PlainConversation.Quote(greeting.Lines[0])}");
        await server.SendAsync(Hello, cancellationToken).ConfigureAwait(false);
        var extensions = await server.ReadReplyAsync(cancellationToken).ConfigureAwait(false);
        if (extensions.Code != "250" || !extensions.Lines.Skip(1).Any(line => line.Trim().Equals("STARTTLS", StringComparison.OrdinalIgnoreCase)))
            throw new StartTlsException("the server does not offer STARTTLS");
        await server.SendAsync("STARTTLS", cancellationToken).ConfigureAwait(false);
        var answer = await server.ReadReplyAsync(cancellationToken).ConfigureAwait(false);
        if (answer.Code != "220") throw new StartTlsException($"the server refuses STARTTLS: {PlainConversation.Quote(answer.Lines[0])}");
    }
}
