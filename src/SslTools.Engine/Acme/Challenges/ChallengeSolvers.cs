using System.Collections.Generic;
using System.Net;
using SslTools.Ports;

namespace SslTools.Engine.Acme.Challenges;

/// <summary>Makes the ways of proving control that need no DNS.</summary>
public sealed class ChallengeSolvers : IChallengeSolvers
{
    private readonly IProtectedFiles _files;

    /// <summary>Makes the factory.</summary>
    /// <param name="files">Writes into web roots.</param>
    public ChallengeSolvers(IProtectedFiles files) => _files = files;

    /// <inheritdoc/>
    public IChallengeSolver WebRoot(IReadOnlyDictionary<string, string> webRoots) => new WebRootSolver(webRoots, _files);

    /// <inheritdoc/>
    public IChallengeSolver Standalone(IPAddress? address, int port) => new StandaloneSolver(address, port);

    /// <inheritdoc/>
    public IChallengeSolver TlsAlpn(IPAddress? address, int port) => new TlsAlpnSolver(address, port);
}
