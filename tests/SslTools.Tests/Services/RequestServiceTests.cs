using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services.Requests;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Services;

public sealed class RequestServiceTests : IDisposable
{
    private static readonly RequestOptions Shop = new() { DnsNames = ["shop.example.com", "www.shop.example.com"] };
    private readonly TempFolder _folder = new();
    private readonly TestEngine _engine = new();
    private readonly IStore _store;
    private readonly RequestService _service;

    public RequestServiceTests()
    {
        _store = _engine.OpenStore(_folder["store"]);
        _service = new RequestService(_engine, _store, new RecordingReporter());
    }

    private IRequestStore Requests => _engine.OpenRequests(_store);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_request_waits_with_its_key_and_can_be_read_again()
    {
        var request = await Create(Shop with
        {
            Fields = new SubjectFields { Organization = " Example, \"Ltd\" + <Söhne>; #1 = \\x ", Country = "de", State = "Bayern" }, KeyUsages = [SslKeyUsage.DigitalSignature], MustStaple = true,
        });
        Assert.Equal(request, (await Requests.FindAsync("shop.example.com", default))! with { DnsNames = request.DnsNames, IPAddresses = request.IPAddresses, KeyUsages = request.KeyUsages, KeyPurposes = request.KeyPurposes });
        var loaded = CertificateRequest.LoadSigningRequestPem(request.Pem, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions);
        Assert.Equal(
            ["DE", "Bayern", "Example, \"Ltd\" + <Söhne>; #1 = \\x", "shop.example.com"],
            loaded.SubjectName.EnumerateRelativeDistinguishedNames(false).Select(part => part.GetSingleElementValue()));
        Assert.Equal(["2.5.29.17", "2.5.29.15", "1.3.6.1.5.5.7.1.24"], loaded.CertificateExtensions.Select(e => e.Oid!.Value));
        Assert.Null(_engine.Files.FindExposure(request.PrivateKeyPath));
    }

    [Fact]
    public async Task A_key_that_waits_is_never_replaced_by_accident()
    {
        var first = await Create(Shop);
        Assert.Equal("AlreadyExists", await Fails(Shop));
        Assert.NotEqual(first.PublicKeyFingerprint, (await Create(Shop with { Force = true })).PublicKeyFingerprint);
    }

    [Fact]
    public async Task A_key_brought_along_is_used()
    {
        using var rsa = RSA.Create(2048);
        var path = _folder.Write("key.pem", rsa.ExportRSAPrivateKeyPem());
        var request = await Create(Shop with { PrivateKeyPath = path });
        Assert.Equal("RSA2048", request.KeyAlgorithm);
        Assert.Equal(
            rsa.ExportSubjectPublicKeyInfo(),
            CertificateRequest.LoadSigningRequestPem(request.Pem, HashAlgorithmName.SHA256).PublicKey.ExportSubjectPublicKeyInfo());
        Assert.Equal("OptionsConflict", await Fails(Shop with { PrivateKeyPath = path, KeyAlgorithm = SslKeyAlgorithm.P256, Force = true }));
        Assert.Equal("KeyFileNotUsable", await Fails(Shop with { PrivateKeyPath = _folder.Write("c.pem", TestCa.Issue("x").ExportCertificatePem()) }));
        Assert.Equal("PasswordRequired", await Fails(Shop with { PrivateKeyPath = _folder.Write("e.pem", rsa.ExportEncryptedPkcs8PrivateKeyPem("x", new(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 9))) }));
    }

    [Fact]
    public async Task A_certificate_is_asked_for_again_with_its_key_names_and_subject()
    {
        using var leaf = TestCa.Issue("shop");
        var origin = new CertificateOrigin { Source = SslCertificateSource.Custom };
        var stored = await _engine.OpenCertificates(_store).SaveAsync("mine", new CertificateBundle(leaf.RawData, [], leaf.Key()), origin, false, default);
        var request = await Create(new RequestOptions { From = stored });
        Assert.Equal(("mine", "CN=shop", "shop.example"), (request.Name, request.Subject, Assert.Single(request.DnsNames)));
        Assert.Equal("OptionsConflict", await Fails(new RequestOptions { From = stored, KeyAlgorithm = SslKeyAlgorithm.P256, Force = true }));
    }

    [Fact]
    public async Task Nothing_is_kept_where_the_file_can_not_be_written()
    {
        Assert.Equal("FolderNotFound", await Fails(Shop with { Path = _folder["nowhere", "x.csr"] }));
        Assert.Equal("FileExists", await Fails(Shop with { Path = _folder.Write("x.csr", "") }));
        Assert.Empty(await Requests.ListAsync(default));
        var request = await Create(Shop with { Path = _folder["x.csr"], Force = true });
        Assert.Equal(request.Pem, File.ReadAllText(request.RequestPath));
    }

    [Theory]
    [InlineData("Germany", null, null)]
    [InlineData(null, "", null)]
    [InlineData(null, "O", "CN=x")]
    public async Task A_subject_that_can_not_be_is_refused(string? country, string? organization, string? subject) => Assert.Equal(
        subject is null ? "InvalidSubject" : "OptionsConflict",
        await Fails(Shop with { Subject = subject, Fields = new SubjectFields { Country = country, Organization = organization } }));

    private async Task<SslCertificateRequest> Create(RequestOptions options) => await _service.CreateAsync(await _service.PlanAsync(options, default), default);

    private async Task<string> Fails(RequestOptions options) => (await Assert.ThrowsAsync<SslToolsException>(() => _service.PlanAsync(options, default))).ErrorId;
}
