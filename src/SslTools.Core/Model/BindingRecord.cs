using System.Collections.Generic;

namespace SslTools;

/// <summary>A binding that SslTools made: remembered with its certificate for renewal, and with its changes for removal.</summary>
public sealed record BindingRecord
{
    /// <summary>The web server.</summary>
    public required string Server { get; init; }

    /// <summary>The server's main configuration file.</summary>
    public required string ConfigPath { get; init; }

    /// <summary>The name the user gave.</summary>
    public required string HostName { get; init; }

    /// <summary>The HTTPS port.</summary>
    public required int Port { get; init; }

    /// <summary>The certificate's name in the store; empty where it is not kept there.</summary>
    public required string CertificateName { get; init; }

    /// <summary>What was changed in the configuration, in order.</summary>
    public required IReadOnlyList<TextChange> Changes { get; init; }

    /// <summary>Files that were made from the certificate for this site.</summary>
    public IReadOnlyList<string> DeployedPaths { get; init; } = [];
}
