namespace SslTools;

/// <summary>What a finding of a report is about.</summary>
public enum SslReportArea
{
    /// <summary>A certificate.</summary>
    Certificate,

    /// <summary>A site of a web server.</summary>
    Binding,

    /// <summary>What clients meet at a name and port.</summary>
    Endpoint,

    /// <summary>A web server as a whole.</summary>
    Server,
}
