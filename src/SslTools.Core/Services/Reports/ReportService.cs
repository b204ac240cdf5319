using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services.Endpoints;

namespace SslTools.Services.Reports;

/// <summary>Looks at certificates, bindings and endpoints, and says of each what is wrong and what to type. Nothing is changed.</summary>
/// <param name="engine">The adapters.</param>
/// <param name="store">The store.</param>
/// <param name="reporter">Tells the user.</param>
public sealed class ReportService(IEngine engine, IStore store, IReporter reporter)
{
    /// <summary>Checks names of web servers.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="names">The names.</param>
    /// <exception cref="SslToolsException">UnknownServer.</exception>
    public static void CheckServers(IEngine engine, IEnumerable<string> names)
    {
        foreach (var name in names) WebServers.Find(engine, name);
    }

    /// <summary>Makes the report.</summary>
    /// <param name="input">What it is about.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The report; whatever fails is a finding in it.</returns>
    /// <exception cref="SslToolsException">UnknownServer.</exception>
    public async Task<SslReport> MakeAsync(ReportInput input, CancellationToken cancellationToken)
    {
        var findings = new List<SslReportFinding>();
        var reader = new CertificateReports(engine, store, reporter);
        var bindings = input.Bindings.Concat(input.Servers is null ? [] : await new BindingReports(engine, store, reporter).ReadAsync(
            input.Servers, input.ConfigPath, (server, e) => findings.AddRange(ReportAdvice.OfServer(server, [SslFinding.FromError(e, server)])), cancellationToken).ConfigureAwait(false)).ToList();
        IReadOnlyList<JudgedCertificate> judged =
        [
            .. await reader.ReadAsync(input.Names, cancellationToken).ConfigureAwait(false),
            .. await reader.JudgeAsync(input.Certificates, cancellationToken).ConfigureAwait(false),
        ];
        var tested = await new EndpointReports(engine, store, input, reporter).TestAsync(input.TestBindings ? bindings : [], cancellationToken).ConfigureAwait(false);
        var endpoints = tested.Concat(input.Endpoints.Select(result => ((SslBinding?)null, result))).ToList();

        foreach (var certificate in judged) findings.AddRange(ReportAdvice.OfCertificate(certificate));
        foreach (var binding in bindings) findings.AddRange(ReportAdvice.OfBinding(binding, input.ConfigPath, await JudgeAsync(binding, endpoints, judged, reader, cancellationToken).ConfigureAwait(false)));
        foreach (var (binding, result) in endpoints) findings.AddRange(ReportAdvice.OfEndpoint(result, binding, input.ConfigPath));
        return new SslReport
        {
            Generated = engine.Clock.UtcNow.UtcDateTime,
            Computer = Environment.MachineName,
            StorePath = store.Location,
            Certificates = judged.Select(one => one.Certificate).OfType<SslCertificate>().OrderBy(certificate => certificate.NotAfter).ThenBy(certificate => certificate.Name, StringComparer.Ordinal).ToList(),
            Bindings = bindings,
            Endpoints = endpoints.Select(endpoint => endpoint.Item2).ToList(),
            Findings = findings.OrderByDescending(finding => finding.Severity).Select(finding => finding with { Message = Printable.Clean(finding.Message) }).ToList(),
        };
    }

    // A certificate that is judged in the store, or as it is served, is not judged once more.
    private static async Task<IReadOnlyList<SslFinding>> JudgeAsync(
        SslBinding binding, IReadOnlyList<(SslBinding? Binding, SslEndpointResult Result)> endpoints, IReadOnlyList<JudgedCertificate> judged,
        CertificateReports reader, CancellationToken cancellationToken)
    {
        var findings = new List<SslFinding>();
        var served = endpoints.Any(endpoint => endpoint.Binding == binding && endpoint.Result.Certificate is not null);
        var isKnown = binding.Thumbprint is not null && (judged.Any(one => one.Certificate?.Thumbprint == binding.Thumbprint)
            || endpoints.Any(endpoint => endpoint.Result.Thumbprint == binding.Thumbprint));
        if (binding.CertificatePath is not null && !isKnown) findings.AddRange(await reader.JudgeAsync(binding.CertificatePath, cancellationToken).ConfigureAwait(false));
        if (binding.CertificatePath is null && !served)
        {
            findings.Add(new SslFinding(
                "NoCertificate", SslFindingSeverity.Warning, $"The site '{binding.HostName}' ({binding.SitePath}:{binding.Line}) answers HTTPS without a certificate in its configuration.",
                "Give it a certificate with Set-SslBinding.", binding.SitePath));
        }

        if (binding is { Thumbprint: not null, Managed: false })
        {
            findings.Add(new SslFinding(
                "NotManaged", SslFindingSeverity.Information, $"The certificate '{binding.CertificatePath}' of '{binding.HostName}' is not in the store.",
                "Import it with its key, so that it is watched and a new one reaches the site; or leave it to what renews it now.", binding.CertificatePath));
        }

        return findings;
    }
}
