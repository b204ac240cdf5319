namespace SslTools;

/// <summary>Whether a certificate was revoked, or is within its validity period (RFC 5280, section 4.1.2.5).</summary>
public enum SslCertificateStatus
{
    /// <summary>NotBefore has passed and NotAfter has not.</summary>
    Valid,

    /// <summary>NotBefore lies in the future.</summary>
    NotYetValid,

    /// <summary>NotAfter has passed.</summary>
    Expired,

    /// <summary>It was revoked before NotAfter.</summary>
    Revoked,
}
