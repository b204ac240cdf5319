namespace SslTools;

/// <summary>What became of a root in a trust store.</summary>
public enum SslTrustResult
{
    /// <summary>It is trusted from now on.</summary>
    Installed,

    /// <summary>It was trusted before; nothing was written.</summary>
    AlreadyInstalled,

    /// <summary>It is no longer there.</summary>
    Removed,

    /// <summary>It was not there; nothing was written.</summary>
    NotInstalled,

    /// <summary>The store can't be changed here; the reason says why.</summary>
    Skipped,
}
