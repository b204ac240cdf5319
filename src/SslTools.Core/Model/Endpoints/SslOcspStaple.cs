using System;
using SslTools.Services;

namespace SslTools;

/// <summary>The OCSP response that a server sent with its certificate (RFC 6066 section 8).</summary>
/// <param name="State">What it says; unknown where it can't be relied on.</param>
/// <param name="ThisUpdate">Since when it is known, UTC; null where it can't be relied on.</param>
/// <param name="NextUpdate">Until when it holds, UTC; null where it does not say.</param>
/// <param name="Explanation">Why it can't be relied on, or when and why the certificate was revoked.</param>
public sealed record SslOcspStaple(RevocationState State, DateTime? ThisUpdate, DateTime? NextUpdate, string Explanation)
{
    /// <summary>For people.</summary>
    /// <returns>The state, and until when it holds or why.</returns>
    public override string ToString() => State switch
    {
        RevocationState.Good when NextUpdate is { } end => $"{State} until {ValidityPeriod.Text(end)}",
        RevocationState.Good => $"{State}",
        _ => $"{State}: {Explanation}",
    };
}
