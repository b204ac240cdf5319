using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>A platform with a Let's Encrypt add-on of its own. The same promises as <see cref="ISslPlatform"/>.</summary>
public interface ILetsEncryptPlatform : ISslPlatform
{
    /// <summary>Whether the add-on is installed.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>True when it is.</returns>
    Task<bool> HasLetsEncryptAsync(SslEnvironment environment, CancellationToken cancellationToken);

    /// <summary>Installs the add-on, or has the installed one issue for these names.</summary>
    /// <param name="environment">The environment, just read.</param>
    /// <param name="names">Custom domains; none: a test certificate for the environment's own domain.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was issued, and what not.</returns>
    /// <exception cref="SslToolsException">PlatformDnsWrong (12001), PlatformRateLimited (12002, never repeated), PlatformWebRootWrong (12005),
    /// PlatformUploadFailed (12006), PlatformCaUnavailable (12007), PlatformNoAddress (12008).</exception>
    Task<PlatformLetsEncrypt> RequestLetsEncryptAsync(SslEnvironment environment, IReadOnlyList<string> names, CancellationToken cancellationToken);

    /// <summary>Takes the add-on away.</summary>
    /// <param name="environment">The environment, just read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    Task RemoveLetsEncryptAsync(SslEnvironment environment, CancellationToken cancellationToken);
}
