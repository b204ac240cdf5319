using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>The secrets of a registered platform; at rest they are encrypted. What is read here goes into no message.</summary>
public interface IPlatformVault
{
    /// <summary>The password of <see cref="PlatformRecord.Login"/>, or the token where there is no login.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The secret.</returns>
    /// <exception cref="SslToolsException">SecretNotReadable.</exception>
    Task<string> ReadSecretAsync(CancellationToken cancellationToken);

    /// <summary>The session of an earlier run.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The session, or null: none was kept, or it can't be read any more.</returns>
    Task<string?> ReadSessionAsync(CancellationToken cancellationToken);

    /// <summary>Keeps a session for the next run; one that can't be written down is done without.</summary>
    /// <param name="session">The session; null forgets the one there is.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    Task SaveSessionAsync(string? session, CancellationToken cancellationToken);
}
