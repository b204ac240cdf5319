namespace SslTools;

/// <summary>States of accounts, orders, authorizations and challenges (RFC 8555 section 7.1.6).</summary>
public enum AcmeStatus
{
    /// <summary>A state this version does not know; it is waited on like <see cref="Processing"/>.</summary>
    Unknown,

    /// <summary>Something is left to do for the client.</summary>
    Pending,

    /// <summary>An order whose authorizations are valid, not finalized yet.</summary>
    Ready,

    /// <summary>The CA works on it.</summary>
    Processing,

    /// <summary>Good; an order has its certificate.</summary>
    Valid,

    /// <summary>Failed; a new order is needed.</summary>
    Invalid,

    /// <summary>Given up by the client.</summary>
    Deactivated,

    /// <summary>An authorization whose time is over.</summary>
    Expired,

    /// <summary>Given up by the CA.</summary>
    Revoked,
}
