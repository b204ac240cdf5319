using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>
/// A hosting platform with a trusted certificate of its own. The rules that all platforms share are asked by
/// <see cref="Services.BuiltInSslService"/> before a call that changes anything. Each call may be made from any thread,
/// several at once up to <see cref="Concurrency"/>.
/// A call that changes something and whose answer is lost after it may have been sent fails with
/// <see cref="PlatformAnswerLostException"/> and is never repeated by the adapter; one that surely was not sent fails
/// with an error that says so, and may be repeated.
/// </summary>
public interface ISslPlatform
{
    /// <summary>Its name in the store.</summary>
    string Name { get; }

    /// <summary>How many environments may be worked on at once.</summary>
    int Concurrency { get; }

    /// <summary>Proves that the registration can be used: signs in, reads the configuration, checks the wildcard certificate.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">What is wrong with it.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Lists the environments.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The environments, by name.</returns>
    Task<IReadOnlyList<SslEnvironment>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Reads one environment anew.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The environment, or null.</returns>
    Task<SslEnvironment?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Checks what this platform alone needs for built-in SSL: its wildcard certificate. Nothing is changed.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What switching on would do, a line or more for -WhatIf beyond the switch itself; or empty.</returns>
    /// <exception cref="SslToolsException">Why it can't be.</exception>
    Task<string> PlanBuiltInSslAsync(SslEnvironment environment, CancellationToken cancellationToken);

    /// <summary>Switches built-in SSL on or off. It is asked only for what differs from the present state.</summary>
    /// <param name="environment">The environment, just read.</param>
    /// <param name="on">The wanted state.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    /// <exception cref="PlatformAnswerLostException">The answer was lost.</exception>
    /// <exception cref="SslToolsException">The platform's own words.</exception>
    Task SetBuiltInSslAsync(SslEnvironment environment, bool on, CancellationToken cancellationToken);

    /// <summary>Where a handshake shows what an environment serves for a name.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="hostName">Its own domain, or one of its custom domains.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Address, port and name; null where no address is known.</returns>
    Task<BindingEndpoint?> FindEntryPointAsync(SslEnvironment environment, string hostName, CancellationToken cancellationToken);
}
