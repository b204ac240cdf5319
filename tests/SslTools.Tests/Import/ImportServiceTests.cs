using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services.Import;
using SslTools.Services.Requests;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Import;

public sealed class ImportServiceTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ImportEngine _engine = new();
    private readonly RecordingReporter _reporter = new();
    private readonly IStore _store;

    public ImportServiceTests()
    {
        _store = _engine.OpenStore(_folder["store"]);
        Directory.CreateDirectory(_folder["heap"]);
    }

    private ImportService Service => new(_engine, _store, _reporter);

    private ImportOptions Heap => new() { Paths = [_folder["heap"]] };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_heap_becomes_a_certificate_with_its_key_and_its_chain_in_order()
    {
        using var root = TestCa.Issue("root", ca: true);
        using var first = TestCa.Issue("first", root, true);
        using var second = TestCa.Issue("second", first, true);
        using var leaf = TestCa.Issue("shop", second);
        using var stranger = TestCa.Issue("stranger", ca: true);
        Add(first, root, stranger, leaf, second);
        AddKey(leaf);
        var plan = Assert.Single((await Service.PlanAsync(Heap, default)).Plans);
        Assert.Contains("shop.example", plan.Description);
        Assert.Contains("without the root 'CN=root'", plan.Description);
        var stored = await Service.ImportAsync(plan, default);
        Assert.Equal("shop.example", stored.Name);
        Assert.Equal(SslCertificateSource.Custom, stored.Source);
        Assert.Equal([second.RawData, first.RawData], stored.GetBundle().Chain);
        Assert.True(_engine.Reader.KeyMatches(stored.GetBundle().Leaf, stored.GetBundle().PrivateKey!));
        Assert.Empty(_reporter.Warnings);
    }

    [Fact]
    public async Task A_request_is_completed_and_goes()
    {
        var requests = new RequestService(_engine, _store, _reporter);
        var request = await requests.CreateAsync(await requests.PlanAsync(new RequestOptions { DnsNames = ["shop.example"], Name = "waiting" }, default), default);
        using var root = TestCa.Issue("root", ca: true);
        using var leaf = Sign(request.Pem, root);
        Add(leaf, root);
        var stored = await Import(Heap);
        Assert.Equal("waiting", stored.Name);
        Assert.Empty(await _engine.OpenRequests(_store).ListAsync(default));
        // Issued again for the same key: it is found with the stored certificate.
        using var again = Sign(request.Pem, root, 200);
        Directory.Delete(_folder["heap"], true);
        Add(again, root);
        Assert.Equal(2, (await Import(Heap with { Name = "waiting", Force = true })).Version);
    }

    [Fact]
    public async Task A_missing_issuer_is_fetched_unless_that_is_forbidden()
    {
        using var root = TestCa.Issue("root", ca: true);
        using var issuer = TestCa.Issue("issuer", root, true);
        using var leaf = IssueWithAia("shop", issuer, "http://ca.example/issuer.cer");
        _engine.Roots.Add(root.RawData);
        Add(leaf);
        AddKey(leaf);
        var offline = Assert.Single((await Service.PlanAsync(Heap with { Offline = true }, default)).Plans);
        Assert.Empty(offline.Chain.Issuers);
        Assert.Contains("its issuer 'CN=issuer' is no root known here", Assert.Single(_reporter.Warnings));
        Assert.Empty(_engine.Fetched);
        _engine.Pages["http://ca.example/issuer.cer"] = issuer.RawData;
        Assert.Equal([issuer.RawData], (await Import(Heap)).GetBundle().Chain);
        Assert.Single(_engine.Fetched);
    }

    [Fact]
    public async Task What_the_web_gives_must_have_signed_the_certificate()
    {
        using var issuer = TestCa.Issue("issuer", ca: true);
        using var impostor = TestCa.Issue("issuer", ca: true);
        using var leaf = IssueWithAia("shop", issuer, "http://ca.example/issuer.cer");
        _engine.Pages["http://ca.example/issuer.cer"] = impostor.RawData;
        Add(leaf);
        AddKey(leaf);
        Assert.Empty(Assert.Single((await Service.PlanAsync(Heap, default)).Plans).Chain.Issuers);
        Assert.Contains(_reporter.Warnings, w => w.Contains("is not the issuer of"));
    }

    [Fact]
    public async Task Several_certificates_are_imported_each_and_one_bad_file_stops_none()
    {
        foreach (var name in new[] { "b", "a" })
        {
            var leaf = TestCa.Issue(name);
            Add(leaf);
            AddKey(leaf);
        }

        Add(TestCa.Issue("keyless"));
        _folder.Write("heap/broken.pem", "-----BEGIN CERTIFICATE-----\nMIIB");
        var outlook = await Service.PlanAsync(Heap, default);
        Assert.Equal(["a.example", "b.example"], outlook.Plans.Select(plan => plan.Name));
        Assert.Equal(["TruncatedFile", "PrivateKeyNotFound"], outlook.Failures.Select(f => f.ErrorId));
        Assert.Equal("b.example", Assert.Single((await Service.PlanAsync(Heap with { HostNames = ["b.example"] }, default)).Plans).Name);
        Assert.Equal("b.example", Assert.Single((await Service.PlanAsync(Heap with { Name = "b.example" }, default)).Plans).Name);
        Assert.Contains("SeveralCertificates", (await Service.PlanAsync(Heap with { Name = "c" }, default)).Failures.Select(f => f.ErrorId));
        Assert.Contains("CertificateDoesNotCoverName", (await Service.PlanAsync(Heap with { HostNames = ["c.example"] }, default)).Failures.Select(f => f.ErrorId));
    }

    [Fact]
    public async Task Of_certificates_for_the_same_name_the_latest_is_taken_and_the_other_told()
    {
        using var old = TestCa.Issue("shop", days: 30);
        using var fresh = TestCa.Issue("shop", days: 300);
        Add(old, fresh);
        AddKey(old);
        AddKey(fresh);
        Assert.Equal(fresh.RawData, Assert.Single((await Service.PlanAsync(Heap, default)).Plans).Leaf.Der);
        Assert.Contains("is left out", Assert.Single(_reporter.Warnings));
    }

    public static TheoryData<string, string> Refusals { get; } = new()
    {
        { "expired", "CertificateExpired" },
        { "early", "CertificateNotYetValid" },
        { "nameless", "NoSubjectAlternativeName" },
        { "short", "WeakKey" },
        { "sha1", "WeakSignature" },
        { "authority", "CertificateIsAuthority" },
        { "client", "NoServerAuthentication" },
        { "keyless", "PrivateKeyNotFound" },
        { "mismatched", "KeyMismatch" },
        { "host", "CertificateDoesNotCoverName" },
        { "empty", "NoCertificateFound" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_would_not_work_is_refused_with_its_own_error(string kind, string error)
    {
        var options = Heap;
        var leaf = kind switch
        {
            "expired" => TestCa.Issue("shop", days: 5),
            "early" => TestCa.Issue("shop"),
            "nameless" => Nameless(),
            "short" => TestCa.Issue("shop", key: RSA.Create(1024)),
            "sha1" => TestCa.IssueWeak("shop", "SHA1WithRSA"),
            "authority" => TestCa.Issue("shop", ca: true),
            "client" => ForClients(),
            "empty" => null,
            _ => TestCa.Issue("shop"),
        };
        if (kind == "early") _engine.Clock.UtcNow = TestCa.NotBefore.AddDays(-1);
        if (kind == "host") options = options with { HostNames = ["shop.example", "www.shop.example"] };
        if (leaf is not null) Add(leaf);
        if (kind == "mismatched") AddKey(TestCa.Issue("other"));
        else if (leaf is not null && kind != "keyless") AddKey(leaf);
        var outlook = await Service.PlanAsync(options, default);
        Assert.Empty(outlook.Plans);
        Assert.Equal(error, Assert.Single(outlook.Failures).ErrorId);
        if (kind is "expired" or "early") Assert.Single((await Service.PlanAsync(options with { AllowExpired = true }, default)).Plans);
    }

    [Fact]
    public async Task Certificates_of_the_platform_bring_their_keys()
    {
        using var leaf = TestCa.Issue("shop");
        Assert.Equal("shop.example", (await Import(new ImportOptions { Certificates = [leaf] })).Name);
        using var bare = X509CertificateLoader.LoadCertificate(TestCa.Issue("bare").RawData);
        Assert.Equal("PrivateKeyNotFound", Assert.Single((await Service.PlanAsync(new ImportOptions { Certificates = [bare] }, default)).Failures).ErrorId);
    }

    [Fact]
    public async Task Parts_are_taken_for_what_they_are()
    {
        using var root = TestCa.Issue("root", ca: true);
        using var issuer = TestCa.Issue("issuer", root, true);
        using var leaf = TestCa.Issue("shop", issuer);
        using var other = TestCa.Issue("other", issuer);
        var parts = new ImportOptions
        {
            CertificatePaths = [_folder.Write("c", leaf.ExportCertificatePem())],
            PrivateKeyPaths = [_folder.Write("k", Convert.ToBase64String(leaf.Key()))],
            ChainPaths = [_folder.Write("i", issuer.ExportCertificatePem() + "\n" + other.ExportCertificatePem())],
        };
        var stored = await Import(parts);
        Assert.Equal("shop.example", stored.Name);
        Assert.Equal([issuer.RawData], stored.GetBundle().Chain);
        Assert.Equal("AlreadyExists", Assert.Single((await Service.PlanAsync(parts, default)).Failures).ErrorId);
        var wrong = parts with { PrivateKeyPaths = [_folder.Write("w", Convert.ToBase64String(other.Key()))], Force = true };
        Assert.Equal("KeyMismatch", Assert.Single((await Service.PlanAsync(wrong, default)).Failures).ErrorId);
        var broken = parts with { PrivateKeyPaths = [_folder.Write("b", "-----BEGIN PRIVATE KEY-----\nMIIB")], Force = true, CertificatePaths = [_folder.Write("n", TestCa.Issue("new").ExportCertificatePem())] };
        Assert.Equal("TruncatedFile", Assert.Single((await Service.PlanAsync(broken, default)).Failures).ErrorId);
    }

    private static X509Certificate2 Nameless() =>
        new CertificateRequest("CN=shop", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256).CreateSelfSigned(TestCa.NotBefore, TestCa.NotBefore.AddDays(100));

    private static X509Certificate2 ForClients()
    {
        var request = new CertificateRequest("CN=shop", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("shop.example");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], false));
        return request.CreateSelfSigned(TestCa.NotBefore, TestCa.NotBefore.AddDays(100));
    }

    private static X509Certificate2 Sign(string requestPem, X509Certificate2 issuer, int days = 100)
    {
        var request = CertificateRequest.LoadSigningRequestPem(requestPem, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions);
        return request.Create(
            issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(issuer.GetECDsaPrivateKey()!), TestCa.NotBefore, TestCa.NotBefore.AddDays(days), RandomNumberGenerator.GetBytes(16));
    }

    private static X509Certificate2 IssueWithAia(string name, X509Certificate2 issuer, string address)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name + ".example");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [address]));
        using var signed = request.Create(
            issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(issuer.GetECDsaPrivateKey()!), TestCa.NotBefore, TestCa.NotBefore.AddDays(100), RandomNumberGenerator.GetBytes(16));
        return signed.CopyWithPrivateKey(key);
    }

    private async Task<SslCertificate> Import(ImportOptions options)
    {
        var outlook = await Service.PlanAsync(options, default);
        Assert.Empty(outlook.Failures);
        return await Service.ImportAsync(Assert.Single(outlook.Plans), default);
    }

    private void Add(params X509Certificate2[] certificates)
    {
        foreach (var certificate in certificates) _folder.Write($"heap/{Guid.NewGuid():n}.cer", certificate.ExportCertificatePem());
    }

    private void AddKey(X509Certificate2 certificate) => _folder.Write($"heap/{Guid.NewGuid():n}.key", PemEncoding.WriteString("PRIVATE KEY", certificate.Key()));

    /// <summary>The real engine with the test's clock and roots, and a web of the test's own.</summary>
    private sealed class ImportEngine : DelegatingEngine, ITrustAnchors, IWebFetcher
    {
        public override ManualClock Clock { get; } = new();

        public override ITrustAnchors TrustAnchors => this;

        public List<byte[]> Roots { get; } = [];

        public Dictionary<string, byte[]> Pages { get; } = [];

        public List<string> Fetched { get; } = [];

        public override IWebFetcher Web => this;

        public IReadOnlyList<byte[]> FindByIssuer(byte[] certificate) => Roots;

        public Task<byte[]> FetchAsync(WebRequestSpec request, CancellationToken cancellationToken)
        {
            Fetched.Add(request.Address.ToString());
            return Pages.TryGetValue(request.Address.ToString(), out var content) ? Task.FromResult(content) : throw SslError.FetchFailed(request.Address, "it is not there");
        }
    }
}
