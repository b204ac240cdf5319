namespace SslTools;

/// <summary>How a certificate came to be, kept beside it so that it can be renewed alike.</summary>
public sealed record CertificateOrigin
{
    /// <summary>Where it came from.</summary>
    public required SslCertificateSource Source { get; init; }

    /// <summary>The local CA that signed it, or null.</summary>
    public string? Authority { get; init; }

    /// <summary>The subject that was asked for, or null where it was derived from the names.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether the private key is not in the store: the user made the request elsewhere.</summary>
    public bool KeyElsewhere { get; init; }

    /// <summary>The lifetime that was asked for, in days; 0 where the issuer decides.</summary>
    public int ValidityDays { get; init; }
}
