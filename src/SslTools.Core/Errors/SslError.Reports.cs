namespace SslTools;

public static partial class SslError
{
    /// <summary>Something that no report is made of.</summary>
    /// <param name="value">What was given.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NotReportable(object value) => new(
        "NotReportable", SslErrorKind.InvalidArgument,
        $"'{Short(value.ToString() ?? "")}' is neither a certificate nor a binding nor the result of an endpoint's test.",
        "Give what Get-SslCertificate, Get-SslBinding or Test-SslEndpoint -Detailed emits; names go to -Name, hosts to -Endpoint.", value);
}
