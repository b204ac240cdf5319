using System;
using System.Collections.Concurrent;
using SslTools.Engine.Acme.Http;
using SslTools.Engine.Acme.Jose;
using SslTools.Engine.Network.Http;
using SslTools.Ports;

namespace SslTools.Engine.Acme;

/// <summary>Makes ACME clients. Those of one CA share its connections, whose TLS handshake costs more than a request.</summary>
/// <param name="clock">The time.</param>
/// <param name="limits">The limits.</param>
public sealed class AcmeConnector(IClock clock, AcmeLimits limits) : IAcmeConnector
{
    private readonly ConcurrentDictionary<string, AcmeHttp> _connections = new(StringComparer.Ordinal);

    /// <summary>Makes a connector with the usual limits.</summary>
    /// <param name="clock">The time.</param>
    public AcmeConnector(IClock clock)
        : this(clock, new AcmeLimits())
    {
    }

    /// <inheritdoc/>
    public IAcmeClient Connect(AcmeEndpoint endpoint)
    {
        if (!endpoint.Directory.IsAbsoluteUri || endpoint.Directory.Scheme != Uri.UriSchemeHttps)
            throw SslError.AcmeAddress(endpoint.Directory.OriginalString);
        var http = _connections.GetOrAdd(ServerConnection.Name(endpoint.Directory.Authority, endpoint.TrustedRoots), _ => new AcmeHttp(endpoint.TrustedRoots, clock, limits));
        return new AcmeClient(new AcmeConversation(endpoint.Directory, http, clock, limits));
    }

    /// <inheritdoc/>
    public string Thumbprint(byte[] accountKey)
    {
        using var key = JwsKey.Load(accountKey);
        return key.Thumbprint;
    }
}
