namespace SslTools;

/// <summary>What an environment of a hosting platform is doing.</summary>
public enum SslEnvironmentStatus
{
    /// <summary>The platform gave a state that is not known here.</summary>
    Unknown,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It is stopped.</summary>
    Stopped,

    /// <summary>It sleeps until somebody asks for it.</summary>
    Sleeping,

    /// <summary>It is being made, started, changed or moved.</summary>
    Changing,

    /// <summary>It is broken.</summary>
    Broken,
}
