using System;

namespace SslTools;

/// <summary>What a certificate to be issued shall say; checked before anything is generated.</summary>
public sealed record CertificateTemplate
{
    /// <summary>The identifiers for the subject alternative name.</summary>
    public required SubjectNames Names { get; init; }

    /// <summary>The subject in RFC 4514 order, or null to derive it from the names.</summary>
    public string? Subject { get; init; }

    /// <summary>The key pair to generate.</summary>
    public SslKeyAlgorithm KeyAlgorithm { get; init; }

    /// <summary>Start of validity, whole seconds.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>End of validity, whole seconds, later than <see cref="NotBefore"/>.</summary>
    public required DateTimeOffset NotAfter { get; init; }
}
