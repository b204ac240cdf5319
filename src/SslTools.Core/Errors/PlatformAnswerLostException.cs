using System;

namespace SslTools;

/// <summary>A change was sent to a platform, and nobody knows whether it was carried out.</summary>
public sealed class PlatformAnswerLostException : SslToolsException
{
    /// <summary>Makes the exception; see <see cref="SslError"/>.</summary>
    /// <param name="message">What was sent, and how the answer was lost.</param>
    /// <param name="recommendedAction">What to do or type next.</param>
    /// <param name="target">The environment.</param>
    /// <param name="inner">The cause.</param>
    internal PlatformAnswerLostException(string message, string recommendedAction, object? target, Exception? inner)
        : base("PlatformAnswerLost", SslErrorKind.OperationTimeout, message, recommendedAction, target, inner)
    {
    }
}
