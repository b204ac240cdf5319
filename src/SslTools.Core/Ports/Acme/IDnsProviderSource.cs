namespace SslTools.Ports;

/// <summary>Makes the DNS provider that settings name: one of the engine's kinds, a plugin, or the user's scripts.</summary>
public interface IDnsProviderSource
{
    /// <summary>Makes the provider.</summary>
    /// <param name="settings">What the user chose.</param>
    /// <param name="secrets">Its arguments, as kept encrypted: JSON or text of the source's own making.</param>
    /// <returns>The provider.</returns>
    IDnsProvider Open(ChallengeSettings settings, byte[]? secrets);
}
