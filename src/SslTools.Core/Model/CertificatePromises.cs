using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>What a certificate promises about itself.</summary>
public sealed record CertificatePromises
{
    /// <summary>Whether it says that the CA/Browser Forum's baseline requirements were kept (section 7.1.6.1), as all public CAs write and no others.</summary>
    public bool IsPublic { get; init; }

    /// <summary>OCSP responders, http and https.</summary>
    public IReadOnlyList<Uri> OcspAddresses { get; init; } = [];

    /// <summary>CRLs, http and https.</summary>
    public IReadOnlyList<Uri> CrlAddresses { get; init; } = [];

    /// <summary>Whether servers must staple an OCSP response (RFC 7633).</summary>
    public bool MustStaple { get; init; }

    /// <summary>When certificate transparency logs saw it (RFC 6962 section 3.3); null where it has no list.</summary>
    public IReadOnlyList<DateTimeOffset>? Timestamps { get; init; }
}
