using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>What a CA says of itself (RFC 8555 section 7.1.1).</summary>
public sealed record AcmeDirectory
{
    /// <summary>Where the directory is.</summary>
    public required Uri Address { get; init; }

    /// <summary>Its terms of service, or null.</summary>
    public Uri? TermsOfService { get; init; }

    /// <summary>Its web site, or null.</summary>
    public Uri? Website { get; init; }

    /// <summary>The names it answers to in CAA records (RFC 8659).</summary>
    public IReadOnlyList<string> CaaIdentities { get; init; } = [];

    /// <summary>Whether a new account needs an external account binding.</summary>
    public bool ExternalAccountRequired { get; init; }

    /// <summary>Its profiles: name and description (draft-ietf-acme-profiles).</summary>
    public IReadOnlyDictionary<string, string> Profiles { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it gives renewal information (RFC 9773).</summary>
    public bool HasRenewalInfo { get; init; }
}
