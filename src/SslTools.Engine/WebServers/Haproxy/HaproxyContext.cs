using System.Collections.Generic;
using SslTools.Ports;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>What HAProxy reads a configuration with.</summary>
internal sealed record HaproxyContext
{
    /// <summary>The main file or folder, a full path.</summary>
    public required string ConfigPath { get; init; }

    /// <summary>All files and folders it is started with, full paths, in their order.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The folder that relative paths begin at.</summary>
    public string Folder { get; init; } = "/";

    /// <summary>The environment of the running process; null where it can't be read.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>The account that new files with a key are for; null for the one that writes them.</summary>
    public string? Owner { get; init; }

    /// <summary>Reads certificates.</summary>
    public required ICertificateReader Reader { get; init; }

    /// <summary>Reads files.</summary>
    public required IServerFiles Files { get; init; }
}
