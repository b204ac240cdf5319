using System.Collections.Generic;
using System.Net;
using SslTools.Ports;

namespace SslTools.Engine.Acme.Challenges;

/// <summary>Makes the ways of proving control that need no DNS.</summary>
public sealed class ChallengeSolvers : IChallengeSolvers
{
    /// <inheritdoc/>
    public IChallengeSolver WebRoot(IReadOnlyDictionary<string, string> webRoots) => new WebRootSolver(webRoots);

    /// <inheritdoc/>
    public IChallengeSolver Standalone(IPAddress? address, int port) => new StandaloneSolver(address, port);

    /// <inheritdoc/>
    public IChallengeSolver TlsAlpn(IPAddress? address, int port) => new TlsAlpnSolver(address, port);
}
