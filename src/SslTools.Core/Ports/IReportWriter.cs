using System.Collections.Generic;

namespace SslTools.Ports;

/// <summary>
/// Writes reports in one format. One file per format under Engine/Reports; each is found by reflection. Whatever a certificate or a
/// server says is only ever shown: it can't become markup, a formula or a turn in the direction of writing.
/// </summary>
public interface IReportWriter
{
    /// <summary>The format.</summary>
    SslReportFormat Format { get; }

    /// <summary>The extensions of files in this format, with the dot, lower case; the first is that of a file in a folder.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Makes the file's content.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The content.</returns>
    byte[] Write(SslReport report);
}
