using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services.Health;

namespace SslTools.Services.Reports;

/// <summary>Certificates for a report, judged as Test-SslCertificate does.</summary>
internal sealed class CertificateReports(IEngine engine, IStore store, IReporter reporter)
{
    private readonly ICertificateStore _certificates = engine.OpenCertificates(store);
    private readonly CertificateHealth _health = new(engine, store);

    /// <summary>Reads and judges stored certificates.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Each with what was found; a damaged one is null with its damage.</returns>
    public async Task<IReadOnlyList<JudgedCertificate>> ReadAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        // The first one reads what all share.
        var done = 0;
        var first = await Throttle.RunAsync(names.Take(1).ToList(), 1, name => ReadAsync(name, cancellationToken), cancellationToken).ConfigureAwait(false);
        return [.. first, .. await Throttle.RunAsync(names.Skip(1).ToList(), Environment.ProcessorCount, name =>
        {
            if (Interlocked.Increment(ref done) % 100 == 0) reporter.Progress("Testing certificates", $"{done} of {names.Count}", (int)(100L * done / names.Count));
            return ReadAsync(name, cancellationToken);
        }, cancellationToken).ConfigureAwait(false)];
    }

    /// <summary>Judges certificates that were given.</summary>
    /// <param name="certificates">The certificates.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Each with what was found.</returns>
    public Task<IReadOnlyList<JudgedCertificate>> JudgeAsync(IReadOnlyList<SslCertificate> certificates, CancellationToken cancellationToken) =>
        Throttle.RunAsync(certificates, Environment.ProcessorCount, async certificate =>
        {
            var health = certificate.StorePath is null ? _health : new CertificateHealth(engine, engine.OpenStore(certificate.StorePath));
            var findings = await GuardAsync(certificate.Name, () => certificate.StorePath is null
                ? health.TestAsync(certificate, cancellationToken)
                : health.TestAsync(certificate.Name, certificate.Version, cancellationToken)).ConfigureAwait(false);
            return new JudgedCertificate(certificate.Name, certificate, findings);
        }, cancellationToken);

    /// <summary>Judges the certificate that a server's configuration names.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was found.</returns>
    public Task<IReadOnlyList<SslFinding>> JudgeAsync(string path, CancellationToken cancellationToken) => GuardAsync(path, () =>
    {
        var pem = engine.ServerFiles.Read(path) ?? throw SslError.FileNotFound(path);
        var certificates = engine.Reader.ReadCertificates(pem, path);
        return _health.TestAsync(path, certificates[0], certificates.Skip(1).ToList(), cancellationToken);
    });

    private async Task<JudgedCertificate> ReadAsync(string name, CancellationToken cancellationToken)
    {
        SslCertificate? certificate = null;
        SslFinding? damage = null;
        try
        {
            certificate = await _certificates.FindAsync(name, 0, cancellationToken).ConfigureAwait(false);
        }
        catch (SslToolsException e)
        {
            damage = SslFinding.FromError(e, name);
        }

        var findings = await GuardAsync(name, () => _health.TestAsync(name, 0, cancellationToken)).ConfigureAwait(false);
        return new JudgedCertificate(name, certificate, damage is null || findings.Any(finding => finding.Severity == SslFindingSeverity.Error) ? findings : [damage, .. findings]);
    }

    private static async Task<IReadOnlyList<SslFinding>> GuardAsync(string subject, Func<Task<IReadOnlyList<SslFinding>>> judge)
    {
        try
        {
            return await judge().ConfigureAwait(false);
        }
        catch (SslToolsException e)
        {
            return [SslFinding.FromError(e, subject)];
        }
    }
}

/// <summary>A certificate with what was found.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Certificate">The certificate; null where it can't be read.</param>
/// <param name="Findings">What was found.</param>
internal sealed record JudgedCertificate(string Name, SslCertificate? Certificate, IReadOnlyList<SslFinding> Findings);
