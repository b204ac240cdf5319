using System;
using System.IO;
using System.Threading.Tasks;
using SslTools.Engine;
using SslTools.Engine.Storage;
using SslTools.Services;
using SslTools.Testing;

namespace SslTools.Benchmarks;

/// <summary>
/// A store of 10,000 certificates of an ACME CA, whose answers on renewal are at hand; none is due. One entry is written by the engine and
/// copied: flushing each to the disk, as the engine does, would take minutes.
/// </summary>
internal sealed class LargeStore : IDisposable
{
    public const int Certificates = 10_000;

    private const string First = "www1.example.com";

    private readonly TempFolder _folder = new();

    public LargeStore()
    {
        Write(Path).GetAwaiter().GetResult();
        foreach (var collection in new[] { CertificateStore.Collection, AcmeRenewalRecord.Collection })
            Parallel.For(2, Certificates + 1, i => Copy(collection, $"www{i}.example.com"));
    }

    public string Path => _folder.Path;

    public void Dispose() => _folder.Dispose();

    private void Copy(string collection, string name)
    {
        var from = _folder["versions", collection, First, "1"];
        var to = Directory.CreateDirectory(from.Replace(First, name, StringComparison.Ordinal)).FullName;
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, System.IO.Path.Combine(to, System.IO.Path.GetFileName(file)));
        var link = new FileInfo(_folder[collection, First]).LinkTarget!;
        File.CreateSymbolicLink(_folder[collection, name], link.Replace(First, name, StringComparison.Ordinal));
    }

    private static async Task Write(string path)
    {
        var engine = new EngineServices();
        var store = engine.OpenStore(path);
        var now = DateTimeOffset.UtcNow;
        var (from, to) = (now.AddDays(-1), now.AddDays(89));
        var authority = engine.Issuer.CreateAuthority(
            new AuthorityTemplate { Subject = "CN=Issuer", KeyAlgorithm = SslKeyAlgorithm.P256, NotBefore = from, NotAfter = to });
        var bundle = engine.Issuer.IssueFrom(
            new CertificateTemplate { Names = SubjectNames.Parse([First]), KeyAlgorithm = SslKeyAlgorithm.P256, NotBefore = from, NotAfter = to },
            new CertificateBundle(authority.Intermediate!, [], authority.IntermediateKey));
        var origin = new CertificateOrigin { Source = SslCertificateSource.LetsEncrypt };
        var certificate = await engine.OpenCertificates(store).SaveAsync(First, bundle, origin, false, default);
        await new AcmeRenewals(engine, store).SaveAsync(First, RecordOf(certificate), null, default);
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
            Names = [First],
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
