using System.Collections.Generic;

namespace SslTools;

/// <summary>A hosting platform that was registered, as it goes down the pipeline; no secret is in it.</summary>
public sealed record SslPlatform
{
    /// <summary>Its name in the store.</summary>
    public required string Name { get; init; }

    /// <summary>Its kind: Local, Virtuozzo.</summary>
    public required string Kind { get; init; }

    /// <summary>The domain that its environments stand under; null where the platform gives each environment its own.</summary>
    public string? Domain { get; init; }

    /// <summary>Local: the wildcard certificate's name in the store.</summary>
    public string? CertificateName { get; init; }

    /// <summary>Local: the web server.</summary>
    public string? Server { get; init; }

    /// <summary>Local: its main configuration file, or null for the one it uses by itself.</summary>
    public string? ConfigPath { get; init; }

    /// <summary>The host of its API, with a port where it is not 443; null for a local one.</summary>
    public string? ApiHost { get; init; }

    /// <summary>The account it is used with; null for a local one and for a token.</summary>
    public string? Login { get; init; }

    /// <summary>Where clients reach its environments, where that was said.</summary>
    public IReadOnlyList<string> EntryPoint { get; init; } = [];

    /// <summary>The store that keeps it.</summary>
    public string? StorePath { get; init; }

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>, so that a platform can be given where a name is wanted.</returns>
    public override string ToString() => Name;
}
