using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;
using SslTools.Ports;

namespace SslTools.Engine.Reports;

/// <summary>A report as JSON, in ASCII: control and format characters are escapes, which hide nothing in an editor.</summary>
internal sealed class JsonReport : IReportWriter
{
    private static readonly JsonSerializer Serializer = JsonSerializer.Create(new JsonSerializerSettings
    {
        ContractResolver = new DefaultContractResolver { NamingStrategy = new CamelCaseNamingStrategy() },
        Converters = { new StringEnumConverter() },
        DateTimeZoneHandling = DateTimeZoneHandling.Utc,
        Formatting = Formatting.Indented,
        StringEscapeHandling = StringEscapeHandling.EscapeNonAscii,
    });

    /// <inheritdoc/>
    public SslReportFormat Format => SslReportFormat.Json;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".json"];

    /// <inheritdoc/>
    public byte[] Write(SslReport report)
    {
        using var text = new StringWriter { NewLine = "\n" };
        Serializer.Serialize(text, new
        {
            report.Generated, report.Computer, report.StorePath, report.IsValid,
            Certificates = report.Certificates.Select(Certificate), report.Bindings, Endpoints = report.Endpoints.Select(Endpoint), report.Findings,
        });
        return Encoding.ASCII.GetBytes(text + "\n");
    }

    private static object Certificate(SslCertificate certificate) => new
    {
        certificate.Name, certificate.Version, certificate.Status, certificate.Source, certificate.Subject, certificate.Issuer, certificate.DnsNames,
        certificate.IPAddresses, certificate.NotBefore, certificate.NotAfter, certificate.DaysRemaining, certificate.KeyAlgorithm, certificate.SerialNumber,
        certificate.Thumbprint, certificate.Sha256Fingerprint, certificate.FullChainPath,
    };

    private static object Endpoint(SslEndpointResult result) => new
    {
        result.HostName, result.Port, result.StartTls, result.TestedAt, result.IsValid, result.Protocol,
        Certificate = result.Certificate is null ? null : Certificate(result.Certificate),
        Addresses = result.Addresses.Select(address => new
        {
            address.Address, address.Port, address.Failure, address.Certificate?.Thumbprint, address.Chain, address.Protocol, address.CipherSuite,
            address.ApplicationProtocol, address.Protocols, address.WeakCipherSuite, address.Hsts, address.HttpRedirect,
            OcspStaple = address.OcspStaple?.ToString(),
        }),
        result.Findings,
    };
}
