namespace SslTools.Ports;

/// <summary>What a trust store holds of a root.</summary>
public enum TrustState
{
    /// <summary>It can't be told, for want of a tool.</summary>
    Unknown,

    /// <summary>The root is not there.</summary>
    Absent,

    /// <summary>The root is there without being trusted, as after an interrupted change; either change completes it.</summary>
    Incomplete,

    /// <summary>The root is there and trusted.</summary>
    Trusted,
}
