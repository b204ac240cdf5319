using System.Net;

namespace SslTools;

/// <summary>Where a handshake shows what a site serves.</summary>
/// <param name="Address">The address and port to connect to.</param>
/// <param name="ServerName">The name to send (SNI, RFC 6066 section 3); null for an address, which SNI can't carry.</param>
/// <param name="ProxyProtocol">Whether the server expects a PROXY protocol header first.</param>
public sealed record BindingEndpoint(IPEndPoint Address, string? ServerName, bool ProxyProtocol)
{
    /// <summary>The protocol whose command begins TLS; null where TLS begins at once.</summary>
    public SslStartTls? StartTls { get; init; }

    /// <summary>For messages.</summary>
    /// <returns>Address, port and name.</returns>
    public override string ToString() => ServerName is null ? Address.ToString() : $"{Address} ({ServerName})";
}
