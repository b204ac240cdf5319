using System;

namespace SslTools.Engine.Platforms.Virtuozzo;

/// <summary>What a conversation with a platform may cost, whatever the platform does.</summary>
public sealed record VirtuozzoLimits
{
    /// <summary>The whole time of one call with its answer.</summary>
    public TimeSpan CallTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The whole time of a run of an add-on, which waits for a CA.</summary>
    public TimeSpan AddonTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Size of an answer in bytes; the list of an account's environments is the largest.</summary>
    public int AnswerBytes { get; init; } = 32 << 20;

    /// <summary>How many environments are worked on at once.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>How often a reading call is sent again because the platform is busy or the connection broke.</summary>
    public int Repeats { get; init; } = 3;

    /// <summary>The pause before the first repetition; each is twice as long.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often one call signs in anew, because a session shared by many calls may end at any time.</summary>
    public int Renewals { get; init; } = 3;
}
