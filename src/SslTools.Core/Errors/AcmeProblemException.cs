using System;

namespace SslTools;

/// <summary>What a CA refused, with its problem document.</summary>
public sealed class AcmeProblemException : SslToolsException
{
    /// <summary>Makes the exception; see <see cref="SslError"/>.</summary>
    /// <param name="errorId">Stable id, Pascal case.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="message">What went wrong, naming the thing.</param>
    /// <param name="recommendedAction">What to do or type next.</param>
    /// <param name="problem">The CA's own words.</param>
    /// <param name="retryAfter">How long the CA asks to wait, or null.</param>
    /// <param name="target">The user's object.</param>
    internal AcmeProblemException(
        string errorId, SslErrorKind kind, string message, string recommendedAction, AcmeProblem problem, TimeSpan? retryAfter, object? target)
        : base(errorId, kind, message, recommendedAction, target)
    {
        Problem = problem;
        RetryAfter = retryAfter;
    }

    /// <summary>The problem document.</summary>
    public AcmeProblem Problem { get; }

    /// <summary>How long the CA asks to wait, or null.</summary>
    public TimeSpan? RetryAfter { get; }
}
