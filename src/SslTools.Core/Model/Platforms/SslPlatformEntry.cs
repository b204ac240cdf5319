namespace SslTools;

/// <summary>Where a platform's environment ends TLS.</summary>
public enum SslPlatformEntry
{
    /// <summary>At the platform's shared load balancer, chosen by SNI.</summary>
    LoadBalancer,

    /// <summary>At the environment's own node, which has a public address.</summary>
    Node,
}
