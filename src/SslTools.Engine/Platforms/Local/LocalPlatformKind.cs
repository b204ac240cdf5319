using SslTools.Ports;

namespace SslTools.Engine.Platforms.Local;

/// <summary>The administrator's own web server under one domain, with a wildcard certificate.</summary>
public sealed class LocalPlatformKind : ISslPlatformKind
{
    private readonly IEngine _engine;

    /// <summary>Makes the kind.</summary>
    /// <param name="engine">The adapters.</param>
    public LocalPlatformKind(IEngine engine) => _engine = engine;

    /// <inheritdoc/>
    public string Name => "Local";

    /// <inheritdoc/>
    public ISslPlatform Open(PlatformContext context) => new LocalPlatform(_engine, context);
}
