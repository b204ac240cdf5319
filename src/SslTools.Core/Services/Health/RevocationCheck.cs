using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services.Health;

/// <summary>Asks the CAs on a path whether its certificates are revoked: by OCSP, else by CRL.</summary>
/// <param name="engine">The adapters.</param>
/// <param name="cache">Answers of earlier runs.</param>
/// <param name="options">What is asked.</param>
internal sealed class RevocationCheck(IEngine engine, IResponseCache cache, HealthOptions options)
{
    private const int LargestCrl = 16 << 20;

    /// <summary>Asks.</summary>
    /// <param name="subject">The certificate.</param>
    /// <param name="path">Its path.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was found.</returns>
    public async Task<IReadOnlyList<SslFinding>> FindAsync(StoredCertificate subject, PathResult? path, CancellationToken cancellationToken)
    {
        if (options.Revocation == SslRevocationMode.None || path is null) return [];
        if (path.Built is not { } certificates)
            return [NotChecked("RevocationNotChecked", $"Whether '{subject.Name}' is revoked was not asked: there is no path to a trust anchor.", subject.Name)];
        var findings = new List<SslFinding>();
        for (var i = 0; i + 1 < certificates.Count; i++)
        {
            if (await FindAsync(certificates[i], certificates[i + 1], subject.Name, cancellationToken).ConfigureAwait(false) is { } finding)
                findings.Add(finding);
        }

        return findings;
    }

    private async Task<SslFinding?> FindAsync(byte[] certificate, byte[] issuer, string name, CancellationToken cancellationToken)
    {
        var promises = engine.Revocation.ReadPromises(certificate);
        var description = engine.Reader.Describe(certificate);
        var shown = description.Subject.Length > 0 ? description.Subject : string.Join(", ", description.DnsNames);
        var sources = Sources(certificate, issuer, promises).ToList();
        if (sources.Count == 0)
        {
            var severity = options.Revocation == SslRevocationMode.Hard ? SslFindingSeverity.Error : SslFindingSeverity.Information;
            return new SslFinding(
                "RevocationNotOffered", severity, $"'{shown}' does not say where its CA tells whether it is revoked.",
                "Local CAs usually don't: replace the certificate when its key is lost.", name);
        }

        var failures = new List<string>();
        foreach (var (request, read) in sources)
        {
            var answer = await AskAsync(request, read, cancellationToken).ConfigureAwait(false);
            if (answer.State == RevocationState.Good) return null;
            if (answer.State == RevocationState.Revoked)
            {
                return new SslFinding(
                    "Revoked", SslFindingSeverity.Error, $"'{shown}' was revoked {answer.Explanation}, says {request.Address}.",
                    "Replace the certificate, with a new key.", name);
            }

            failures.Add(answer.Explanation);
        }

        return NotChecked("RevocationNotChecked", $"Whether '{shown}' is revoked could not be found out: {string.Join("; ", failures)}.", name);
    }

    private IEnumerable<(WebRequestSpec Request, Func<byte[], RevocationAnswer> Read)> Sources(byte[] certificate, byte[] issuer, CertificatePromises promises)
    {
        var time = options.At ?? engine.Clock.UtcNow;
        foreach (var address in promises.OcspAddresses)
        {
            var request = new WebRequestSpec(address) { Body = engine.Revocation.CreateOcspRequest(certificate, issuer), ContentType = "application/ocsp-request" };
            yield return (request, answer => engine.Revocation.ReadOcsp(answer, certificate, issuer, time));
        }

        foreach (var address in promises.CrlAddresses)
            yield return (new WebRequestSpec(address) { MaxBytes = LargestCrl }, answer => engine.Revocation.ReadCrl(answer, certificate, issuer, time));
    }

    // Whether what is kept is still good is seen by reading it.
    private async Task<RevocationAnswer> AskAsync(WebRequestSpec request, Func<byte[], RevocationAnswer> read, CancellationToken cancellationToken)
    {
        if (cache.Find(request) is { } kept && read(kept) is { State: not RevocationState.Unknown } answer) return answer;
        try
        {
            var fetched = await engine.Web.FetchAsync(request, cancellationToken).ConfigureAwait(false);
            answer = read(fetched);
            if (answer.State != RevocationState.Unknown) cache.Keep(request, fetched);
            return answer;
        }
        catch (SslToolsException e)
        {
            return new RevocationAnswer(RevocationState.Unknown, e.Message.TrimEnd('.'));
        }
    }

    private SslFinding NotChecked(string id, string message, string name) => new(
        id, options.Revocation == SslRevocationMode.Hard ? SslFindingSeverity.Error : SslFindingSeverity.Warning, message,
        "Check that this machine can reach the CA, and try again.", name);
}
