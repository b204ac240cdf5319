namespace SslTools;

/// <summary>What is wrong with one thing of a report, and what to type.</summary>
/// <param name="Area">What kind of thing it is.</param>
/// <param name="Subject">Its name: the certificate's in the store, the site's or endpoint's host and port, the server's.</param>
/// <param name="Id">A stable name for scripts.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">What was found.</param>
/// <param name="Recommendation">What to do about it.</param>
/// <param name="Command">The command that mends it or shows more; null where there is none.</param>
public sealed record SslReportFinding(
    SslReportArea Area, string Subject, string Id, SslFindingSeverity Severity, string Message, string Recommendation, string? Command);
