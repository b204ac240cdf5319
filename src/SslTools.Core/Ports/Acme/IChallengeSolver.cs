using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>
/// One way of proving control. Used by many orders at once. All answers of an order are presented before any challenge is
/// answered, and all are cleaned up in every case; cleaning up what is gone already does nothing.
/// </summary>
public interface IChallengeSolver : IDisposable
{
    /// <summary>The challenge's type.</summary>
    string Type { get; }

    /// <summary>Whether it can prove control of an identifier of an order.</summary>
    /// <param name="identifier">The identifier, with <c>*.</c> for a wildcard.</param>
    /// <returns>False for a wildcard by http, an address by DNS, ...</returns>
    bool CanSolve(AcmeIdentifier identifier);

    /// <summary>What it will do, for the plan.</summary>
    /// <param name="identifier">The identifier.</param>
    /// <returns>For example <c>http-01: a file under '/var/www/html/.well-known/acme-challenge'</c>.</returns>
    /// <exception cref="SslToolsException">What can be seen to be in the way already.</exception>
    string Describe(AcmeIdentifier identifier);

    /// <summary>Presents, and returns when the CA can see it.</summary>
    /// <param name="answers">All answers of an order that this way proves.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    Task PresentAsync(IReadOnlyList<ChallengeAnswer> answers, CancellationToken cancellationToken);

    /// <summary>Takes everything away again.</summary>
    /// <param name="answers">The same answers.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    Task CleanUpAsync(IReadOnlyList<ChallengeAnswer> answers, CancellationToken cancellationToken);
}

/// <summary>The ways of proving control that need no DNS.</summary>
public interface IChallengeSolvers
{
    /// <summary>http-01 by files in a web server's folder (RFC 8555 section 8.3).</summary>
    /// <param name="webRoots">Folders by host name; <c>*</c> for all others.</param>
    /// <returns>The way.</returns>
    IChallengeSolver WebRoot(IReadOnlyDictionary<string, string> webRoots);

    /// <summary>http-01 by a listener of our own, open while something is presented.</summary>
    /// <param name="address">Its address, or null for all of the machine.</param>
    /// <param name="port">Its port.</param>
    /// <returns>The way.</returns>
    IChallengeSolver Standalone(IPAddress? address, int port);

    /// <summary>tls-alpn-01 by a listener of our own (RFC 8737), open while something is presented.</summary>
    /// <param name="address">Its address, or null for all of the machine.</param>
    /// <param name="port">Its port.</param>
    /// <returns>The way.</returns>
    IChallengeSolver TlsAlpn(IPAddress? address, int port);
}
