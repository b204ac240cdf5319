using System;

namespace SslTools;

/// <summary>
/// A failure that SslTools explains: a stable id for scripts, the kind, the thing concerned, and what to do next.
/// All of them are made by <see cref="SslError"/>, so that ids and texts stand in one place.
/// </summary>
public class SslToolsException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="errorId">Stable id, Pascal case.</param>
    /// <param name="kind">The kind; it becomes PowerShell's error category of the same name.</param>
    /// <param name="message">What went wrong, naming the thing.</param>
    /// <param name="recommendedAction">What to do or type next.</param>
    /// <param name="target">The user's object, name or path.</param>
    /// <param name="inner">The cause.</param>
    public SslToolsException(
        string errorId, SslErrorKind kind, string message, string recommendedAction, object? target = null, Exception? inner = null)
        : base(message, inner)
    {
        ErrorId = errorId;
        Kind = kind;
        RecommendedAction = recommendedAction;
        Target = target;
    }

    /// <summary>Stable id, Pascal case.</summary>
    public string ErrorId { get; }

    /// <summary>The kind of failure.</summary>
    public SslErrorKind Kind { get; }

    /// <summary>What to do or type next.</summary>
    public string RecommendedAction { get; }

    /// <summary>The user's object, name or path; or null.</summary>
    public object? Target { get; }
}
