namespace SslTools.Services;

/// <summary>What is to become of a root in one trust store, ready to be shown and carried out.</summary>
/// <param name="Authority">The authority.</param>
/// <param name="Target">The trust store.</param>
/// <param name="Install">Whether the root goes in; otherwise it comes out.</param>
/// <param name="Settled">The outcome where there is nothing to do, or nothing can be done; otherwise null.</param>
public sealed record TrustPlan(SslCertificateAuthority Authority, TrustTarget Target, bool Install, SslTrustChange? Settled)
{
    /// <summary>The whole plan in one sentence, for -WhatIf and -Confirm.</summary>
    public string Description =>
        $"{(Install ? "Trust" : "No longer trust")} the root '{Authority.Subject}' of '{Authority.Name}' "
        + $"(SHA-256 {Authority.Sha256Fingerprint}) in the {Target.Location.Kind} trust store '{Target.Location.Path}', "
        + $"with {Target.Location.Means}";
}
