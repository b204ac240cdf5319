namespace SslTools;

/// <summary>The formats of a report.</summary>
public enum SslReportFormat
{
    /// <summary>One page for people, without script or anything from elsewhere.</summary>
    Html,

    /// <summary>Everything, for programs.</summary>
    Json,

    /// <summary>One row for each certificate, binding and endpoint, for spreadsheets.</summary>
    Csv,
}
