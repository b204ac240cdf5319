using System;
using System.Linq;
using System.Threading.Tasks;
using SslTools.Engine;
using SslTools.Services;
using SslTools.Testing;

namespace SslTools.Benchmarks;

/// <summary>Looking for what is due among 10,000 certificates of an ACME CA, whose answers on renewal are at hand: none is.</summary>
internal static class RenewalBenchmark
{
    private const int Certificates = 10_000;

    public static Measurement[] Run(PublishedProgram program)
    {
        using var folder = new TempFolder();
        Fill(folder.Path).GetAwaiter().GetResult();
        program.Prepare();
        var script = Script.Timed($"@(Update-SslCertificate -StorePath '{folder.Path}').Count");
        var module = Script.Read(TestShell.Run(TestShell.Import, script).Succeeded().Output);
        Script.Timing published = default;
        var process = Clock.Wall(() => published = Script.Read(program.Run(folder.Path, script)));
        if (module.Value != Certificates || published.Value != Certificates) throw new InvalidOperationException($"{module.Value} and {published.Value} certificates were checked");
        return
        [
            new Measurement("due-check of 10,000 certificates", module.Milliseconds / 1000, 0, "s", 2),
            new Measurement("due-check of 10,000 certificates, in the published ssltools", published.Milliseconds / 1000, 0, "s", 2),
            new Measurement("due-check of 10,000 certificates, its whole process", process / 1000, 0, "s", 2),
        ];
    }

    private static async Task Fill(string path)
    {
        var engine = new EngineServices();
        var store = engine.OpenStore(path);
        var certificates = engine.OpenCertificates(store);
        var renewals = new AcmeRenewals(engine, store);
        var now = DateTimeOffset.UtcNow;
        var authority = engine.Issuer.CreateAuthority(new AuthorityTemplate { Subject = "CN=Issuer", KeyAlgorithm = SslKeyAlgorithm.P256, NotBefore = now.AddDays(-1), NotAfter = now.AddDays(900) });
        await Parallel.ForEachAsync(Enumerable.Range(1, Certificates), async (i, cancellationToken) =>
        {
            var name = $"www{i}.example.com";
            var template = new CertificateTemplate { Names = SubjectNames.Parse([name]), KeyAlgorithm = SslKeyAlgorithm.P256, NotBefore = now.AddDays(-1), NotAfter = now.AddDays(89) };
            var bundle = engine.Issuer.IssueFrom(template, new CertificateBundle(authority.Intermediate!, [], authority.IntermediateKey));
            var origin = new CertificateOrigin { Source = SslCertificateSource.LetsEncrypt };
            var certificate = await certificates.SaveAsync(name, bundle, origin, false, cancellationToken);
            await renewals.SaveAsync(name, RecordOf(certificate), null, cancellationToken);
        });
    }

    private static AcmeRenewalRecord RecordOf(SslCertificate certificate)
    {
        var certId = AcmeCertId.Of(certificate.GetDescription())!;
        var window = certificate.NotBefore.AddDays(60);
        return new AcmeRenewalRecord
        {
            Version = certificate.Version,
            Servers = ["https://ca.example/directory"],
            IssuedBy = "https://ca.example/directory",
            IssuedByAccount = "ca.example",
            Names = [certificate.Name],
            Challenges = new ChallengeSettings { Standalone = true },
            KeyAlgorithm = SslKeyAlgorithm.P256,
            CertId = certId,
            NotBefore = certificate.NotBefore,
            NotAfter = certificate.NotAfter,
            RenewalInfo = new SslRenewalInfo
            {
                CertId = certId,
                WindowStart = window,
                WindowEnd = window.AddDays(2),
                RenewAt = window.AddDays(1),
                Asked = certificate.NotBefore,
            },
            NextQuestion = certificate.NotBefore.AddDays(30),
        };
    }
}
