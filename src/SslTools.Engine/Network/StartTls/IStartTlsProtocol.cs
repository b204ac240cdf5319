using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Engine.Network.StartTls;

/// <summary>How one protocol begins TLS.</summary>
internal interface IStartTlsProtocol
{
    /// <summary>Which.</summary>
    SslStartTls Protocol { get; }

    /// <summary>Asks for TLS. Afterwards the next byte either side sends belongs to it.</summary>
    /// <param name="server">The conversation; nothing was read of it yet.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>When the server has agreed.</returns>
    /// <exception cref="StartTlsException">It has not.</exception>
    Task AskAsync(PlainConversation server, CancellationToken cancellationToken);
}
