namespace SslTools.Ports;

/// <summary>A kind of hosting platform, one folder each, found by reflection: Local, Virtuozzo.</summary>
public interface ISslPlatformKind
{
    /// <summary>Its name, as the store keeps it.</summary>
    string Name { get; }

    /// <summary>Opens a registered platform; nothing is sent yet.</summary>
    /// <param name="context">What is known of it.</param>
    /// <returns>The platform.</returns>
    ISslPlatform Open(PlatformContext context);
}
