namespace SslTools.Ports;

/// <summary>What a platform's adapter works with.</summary>
/// <param name="Name">The platform's name in the store.</param>
/// <param name="Record">How it was registered.</param>
/// <param name="Store">The store.</param>
/// <param name="Vault">Its secrets.</param>
/// <param name="Reporter">Tells the user.</param>
public sealed record PlatformContext(string Name, PlatformRecord Record, IStore Store, IPlatformVault Vault, IReporter Reporter);
