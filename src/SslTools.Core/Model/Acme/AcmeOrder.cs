using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>An order (RFC 8555 section 7.1.3).</summary>
/// <param name="Address">Its URL.</param>
/// <param name="Status">Its state.</param>
public sealed record AcmeOrder(Uri Address, AcmeStatus Status)
{
    /// <summary>When the CA forgets it, UTC; or null.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>What it is for.</summary>
    public IReadOnlyList<AcmeIdentifier> Identifiers { get; init; } = [];

    /// <summary>The URLs of its authorizations.</summary>
    public IReadOnlyList<Uri> Authorizations { get; init; } = [];

    /// <summary>Where it is finalized.</summary>
    public Uri? Finalize { get; init; }

    /// <summary>Where its certificate is, once valid.</summary>
    public Uri? Certificate { get; init; }

    /// <summary>Why it is invalid, or null.</summary>
    public AcmeProblem? Error { get; init; }

    /// <summary>How long the CA asks to wait before the next look, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>A new order (RFC 8555 section 7.4).</summary>
/// <param name="Identifiers">What it is for.</param>
public sealed record AcmeOrderRequest(IReadOnlyList<AcmeIdentifier> Identifiers)
{
    /// <summary>The profile, or null (draft-ietf-acme-profiles).</summary>
    public string? Profile { get; init; }

    /// <summary>The CertID of the certificate that is renewed (RFC 9773 section 5), or null.</summary>
    public string? Replaces { get; init; }
}
