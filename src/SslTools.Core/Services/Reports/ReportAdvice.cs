using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace SslTools.Services.Reports;

/// <summary>The command to type for each finding: what mends it where that is one command, else what shows more.</summary>
internal static class ReportAdvice
{
    // Half a command does harm.
    private const int MaxLength = 8000;

    private static readonly Regex Bare = new("^[A-Za-z0-9][A-Za-z0-9._-]*$", RegexOptions.CultureInvariant);

    // A new certificate helps, and nothing else does.
    private static readonly HashSet<string> Reissue = ["Expired", "ExpiresSoon", "Revoked", "LifetimeTooLong", "KeyFileExposed", "RocaWeakKey", "DebianWeakKey", "FactorableKey"];

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["NoHsts"] = " -Hsts", ["HstsTooShort"] = " -Hsts", ["NoHttpsRedirect"] = " -RedirectHttp", ["LeadsToHttp"] = " -RedirectHttp",
        ["OldProtocol"] = " -TlsPolicy Intermediate", ["OldProtocolOnly"] = " -TlsPolicy Intermediate", ["WeakCipher"] = " -TlsPolicy Intermediate",
        ["OtherCertificateServed"] = "", ["ChainIncomplete"] = "", ["ChainOutOfOrder"] = "",
    };

    public static IEnumerable<SslReportFinding> OfServer(string server, IEnumerable<SslFinding> findings) =>
        findings.Select(finding => Of(SslReportArea.Server, server, finding, $"Get-SslBinding -Server {Literal(server)}"));

    public static IEnumerable<SslReportFinding> OfCertificate(JudgedCertificate judged) => judged.Findings.Select(finding => Of(
        SslReportArea.Certificate, judged.Name, finding,
        judged.Certificate is { StorePath: not null } certificate && Reissue.Contains(finding.Id) && Renewal(certificate) is { } renewal ? renewal : Look(judged)));

    public static IEnumerable<SslReportFinding> OfBinding(SslBinding binding, string? configPath, IEnumerable<SslFinding> findings) => findings.Select(finding => Of(
        SslReportArea.Binding, SslReport.NameOf(binding), finding,
        finding.Id == "NotManaged" && binding.PrivateKeyPath is { } key
            ? $"Import-CustomSslCertificate -Path {Literal(binding.CertificatePath!)}, {Literal(key)} | {Set(binding, configPath)}"
            : $"Get-SslBinding {Literal(binding.HostName)} -Server {Literal(binding.Server)}{Config(configPath)} | Format-List"));

    public static IEnumerable<SslReportFinding> OfEndpoint(SslEndpointResult result, SslBinding? binding, string? configPath) => result.Findings.Select(finding => Of(
        SslReportArea.Endpoint, result.ToString(), finding,
        binding?.CertificateName is { } name && Settings.TryGetValue(finding.Id, out var setting)
            ? $"Get-SslCertificate {Literal(name)} | {Set(binding, configPath)}{setting}"
            : $"Test-SslEndpoint {Literal(result.HostName)} -Port {result.Port}{(result.StartTls is { } startTls ? $" -StartTls {startTls}" : "")}{Meeting(result, binding)} -Detailed | Format-List"));

    private static SslReportFinding Of(SslReportArea area, string subject, SslFinding finding, string? command) => new(
        area, subject, finding.Id, finding.Severity, finding.Message, finding.Recommendation, command is null || command.Length > MaxLength || command.Any(char.IsControl) ? null : command);

    private static string? Look(JudgedCertificate judged) => judged.Certificate is { StorePath: null } ? null : $"Test-SslCertificate {Literal(judged.Name)} -Detailed | Format-List";

    private static string? Renewal(SslCertificate certificate) => certificate.Source switch
    {
        SslCertificateSource.LetsEncrypt => $"Update-SslCertificate {Literal(certificate.Name)} -Force",
        SslCertificateSource.SelfSigned => $"New-SelfSignedSslCertificate{Names(certificate)} -Name {Literal(certificate.Name)} -Force",
        SslCertificateSource.Custom => $"New-SslCertificateRequest{Names(certificate)} -Name {Literal(certificate.Name)} -Path {Literal(certificate.Name + ".csr")}",
        _ => null,
    };

    private static string Names(SslCertificate certificate) => List("", certificate.DnsNames) + List(" -IPAddress", certificate.IPAddresses);

    private static string List(string parameter, IReadOnlyList<string> values) =>
        values.Count == 0 ? "" : $"{parameter} {string.Join(", ", values.Select(Literal))}";

    private static string Set(SslBinding binding, string? configPath) =>
        $"Set-SslBinding -HostName {Literal(binding.HostName)} -Server {Literal(binding.Server)}{Config(configPath)}{(binding.Port == 443 ? "" : $" -Port {binding.Port}")}";

    // A site of this machine is met there, wherever the DNS leads.
    private static string Meeting(SslEndpointResult result, SslBinding? binding) =>
        binding is null || result.Addresses.Count == 0 ? "" : $" -ConnectTo {Literal(result.Addresses[0].Address)}";

    private static string Config(string? path) => path is null ? "" : $" -ConfigPath {Literal(path)}";

    private static string Literal(string text) => Bare.IsMatch(text) ? text : RenewalCommandLine.Quote(text);
}
