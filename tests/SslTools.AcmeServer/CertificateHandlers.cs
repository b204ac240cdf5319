using System;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace SslTools.Testing.Acme;

/// <summary>RFC 8555 sections 7.4.2 and 7.6, RFC 9773.</summary>
internal sealed class CertificateHandlers(ServerState state)
{
    private static readonly int[] Reasons = [0, 1, 3, 4, 5];

    public ServerAnswer Read(ServerCertificate certificate, int root)
    {
        if (root >= state.Authority.Count) throw new ProblemException("malformed", "there is nothing at this URL", 404);
        var answer = new ServerAnswer
        {
            ContentType = "application/pem-certificate-chain",
            Body = Encoding.ASCII.GetBytes(state.Authority.Chain(certificate.Leaf, root)),
        };
        // A relative reference, as RFC 8288 allows.
        var path = new Uri(certificate.Url).AbsolutePath;
        answer.Links.Add($"<{state.BaseUrl}/dir>;rel=\"index\"");
        answer.Links.AddRange(Enumerable.Range(0, state.Authority.Count).Where(i => i != root).Select(i => $"<{path}/{i}>;rel=\"alternate\""));
        return answer;
    }

    public ServerAnswer Revoke(JwsReader jws, ServerAccount? account)
    {
        var payload = jws.Json;
        var der = JwsReader.Bytes(payload, "certificate");
        var certificate = state.Certificates.FirstOrDefault(c => c.Leaf.RawData.SequenceEqual(der))
            ?? throw new ProblemException("malformed", "the certificate is not of this CA", 404);
        var mayRevoke = account is not null
            ? certificate.Order.Account == account
            : certificate.Leaf.PublicKey.ExportSubjectPublicKeyInfo().SequenceEqual(jws.Key.SubjectPublicKeyInfo);
        if (!mayRevoke) throw new ProblemException("unauthorized", "the certificate is not yours", 403);
        if (certificate.RevocationReason is not null) throw new ProblemException("alreadyRevoked", "the certificate was revoked before");
        var reason = payload["reason"]?.GetValue<int>() ?? 0;
        if (!Reasons.Contains(reason)) throw new ProblemException("badRevocationReason", $"{reason} is no reason here");
        certificate.RevocationReason = reason;
        return new ServerAnswer();
    }

    public ServerAnswer RenewalInfo(string certId)
    {
        var certificate = state.Find(state.Certificates, c => c.CertId == certId);
        var (start, end) = certificate.Window ?? Window(certificate.Leaf);
        var answer = ServerAnswer.Json(new JsonObject
        {
            ["suggestedWindow"] = new JsonObject { ["start"] = Text(start), ["end"] = Text(end) },
            ["explanationURL"] = "https://ca.example/why",
        });
        return answer.After(21600);
    }

    /// <summary>A window around two thirds of the lifetime; at once for what is revoked.</summary>
    private (DateTimeOffset Start, DateTimeOffset End) Window(X509Certificate2 leaf)
    {
        var certificate = state.Certificates.First(c => c.Leaf == leaf);
        if (certificate.RevocationReason is not null) return (state.Clock.Now.AddHours(-2), state.Clock.Now.AddHours(-1));
        var (notBefore, notAfter) = (new DateTimeOffset(leaf.NotBefore.ToUniversalTime()), new DateTimeOffset(leaf.NotAfter.ToUniversalTime()));
        var lifetime = notAfter - notBefore;
        return (notBefore + (lifetime * 2 / 3), notBefore + (lifetime * 2 / 3) + (lifetime / 50));
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
