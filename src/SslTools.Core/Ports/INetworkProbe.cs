using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>Looks at the network as a client sees it.</summary>
public interface INetworkProbe
{
    /// <summary>Makes a TLS handshake. Any certificate is accepted: its bytes are compared, nothing is sent afterwards.</summary>
    /// <param name="endpoint">Where.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was served, or why nothing was.</returns>
    Task<HandshakeResult> HandshakeAsync(BindingEndpoint endpoint, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>What this machine listens on.</summary>
    /// <returns>TCP addresses and ports.</returns>
    IReadOnlyList<IPEndPoint> GetListeners();
}

/// <summary>How a handshake went.</summary>
/// <param name="Certificates">The certificates as they were served, DER, the leaf first; none where the handshake failed.</param>
/// <param name="Error">Why it failed, or null.</param>
public sealed record HandshakeResult(IReadOnlyList<byte[]> Certificates, string? Error);
