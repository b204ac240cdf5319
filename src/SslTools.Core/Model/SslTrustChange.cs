namespace SslTools;

/// <summary>What became of a root in one trust store, as it goes down the pipeline.</summary>
public sealed class SslTrustChange
{
    /// <summary>The name of the authority.</summary>
    public required string Authority { get; init; }

    /// <summary>The kind of trust store: System, Nss, Java.</summary>
    public required string TrustStore { get; init; }

    /// <summary>The file, folder or database.</summary>
    public required string Path { get; init; }

    /// <summary>What became of it.</summary>
    public required SslTrustResult Result { get; init; }

    /// <summary>Why the store was skipped, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>SHA-256 of the root, upper-case hex.</summary>
    public required string Sha256Fingerprint { get; init; }
}
