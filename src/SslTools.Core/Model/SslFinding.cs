namespace SslTools;

/// <summary>How much a finding matters.</summary>
public enum SslFindingSeverity
{
    /// <summary>Good to know.</summary>
    Information,

    /// <summary>Works today, but should be mended.</summary>
    Warning,

    /// <summary>Does not work, or is not safe.</summary>
    Error,
}

/// <summary>One result of a test: what was found and what to do about it.</summary>
/// <param name="Id">A stable name for scripts, such as <c>KeyMismatch</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">What was found, naming the thing.</param>
/// <param name="Recommendation">What to do or type next.</param>
/// <param name="Target">The file, name or address concerned.</param>
public sealed record SslFinding(
    string Id, SslFindingSeverity Severity, string Message, string Recommendation, string? Target = null)
{
    /// <summary>A failure as a finding.</summary>
    /// <param name="error">The failure.</param>
    /// <param name="target">The file, name or address concerned.</param>
    /// <returns>An error with the same id, words and advice.</returns>
    public static SslFinding FromError(SslToolsException error, string? target) =>
        new(error.ErrorId, SslFindingSeverity.Error, error.Message, error.RecommendedAction, target);
}
