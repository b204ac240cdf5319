namespace SslTools;

/// <summary>Why a certificate is revoked: the reasons of RFC 5280 section 5.3.1 that a holder may give.</summary>
public enum SslRevocationReason
{
    /// <summary>No reason is given.</summary>
    Unspecified = 0,

    /// <summary>Somebody else has, or may have, the private key.</summary>
    KeyCompromise = 1,

    /// <summary>The holder's name or organization changed.</summary>
    AffiliationChanged = 3,

    /// <summary>Another certificate has taken its place.</summary>
    Superseded = 4,

    /// <summary>The holder no longer has the names, or serves them no more.</summary>
    CessationOfOperation = 5,
}
