using SslTools.Ports;

namespace SslTools.Services;

/// <summary>A trust store that a command is to change.</summary>
/// <param name="Store">What changes it.</param>
/// <param name="Location">Where it is.</param>
/// <param name="Named">Whether the user named its kind; then being unavailable is an error.</param>
public sealed record TrustTarget(ITrustStore Store, TrustStoreLocation Location, bool Named);
