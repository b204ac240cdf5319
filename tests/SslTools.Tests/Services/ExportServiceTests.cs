using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using SslTools.Services;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Services;

public sealed class ExportServiceTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ExportService _service;
    private readonly SslCertificate _certificate;

    public ExportServiceTests()
    {
        var engine = new TestEngine();
        var store = engine.OpenStore(_folder["store"]);
        _service = new ExportService(engine, store);
        using var leaf = TestCa.Issue("shop");
        _certificate = engine.OpenCertificates(store).Describe("shop", new CertificateBundle(leaf.RawData, [], leaf.Key()), SslCertificateSource.Custom);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.pfx", SslExportFormat.Pfx)]
    [InlineData("a.P12", SslExportFormat.Pfx)]
    [InlineData("a.p7b", SslExportFormat.Pkcs7)]
    [InlineData("a.cer", SslExportFormat.Der)]
    [InlineData("a.key", SslExportFormat.Pkcs8)]
    [InlineData("a.jks", SslExportFormat.Jks)]
    [InlineData("a.crt", SslExportFormat.Pem)]
    [InlineData("a", SslExportFormat.Pem)]
    public void The_extension_chooses_the_format(string file, SslExportFormat format)
    {
        var options = new ExportOptions { Path = _folder[file], Password = format is SslExportFormat.Pfx or SslExportFormat.Jks ? Secret("secret") : null };
        Assert.Equal(format, _service.Plan(_certificate, options).Single().Exporter.Format);
    }

    [Theory]
    [InlineData(SslExportFormat.Pem, null, "shop-fullchain.pem")]
    [InlineData(SslExportFormat.Pem, SslPemContent.Certificate, "shop-cert.pem")]
    [InlineData(SslExportFormat.Pem, SslPemContent.FullChainAndKey, "shop.pem")]
    [InlineData(SslExportFormat.Der, null, "shop.cer")]
    [InlineData(SslExportFormat.Pkcs7, null, "shop.p7b")]
    [InlineData(SslExportFormat.Pkcs8, null, "shop.key")]
    [InlineData(null, null, "shop-fullchain.pem")]
    public void In_a_folder_the_file_is_named_after_the_certificate(SslExportFormat? format, SslPemContent? content, string file)
    {
        // The folder's own extension says nothing.
        var folder = Directory.CreateDirectory(_folder["certs.pfx"]).FullName;
        var plan = _service.Plan(_certificate, new ExportOptions { Path = folder, Format = format, PemContent = content }).Single();
        Assert.Equal(Path.Combine(folder, file), plan.Path);
    }

    [Theory]
    [InlineData(SslExportFormat.Pfx, null, false, "PasswordRequired")]
    [InlineData(SslExportFormat.Jks, null, false, "PasswordRequired")]
    [InlineData(SslExportFormat.Pfx, "", false, "PasswordTooShort")]
    [InlineData(SslExportFormat.Pkcs8, "", false, "PasswordTooShort")]
    [InlineData(SslExportFormat.Jks, "12345", false, "PasswordTooShort")]
    [InlineData(SslExportFormat.Pfx, "secret", true, "OptionsConflict")]
    [InlineData(SslExportFormat.Jks, null, true, "OptionNotApplicable")]
    [InlineData(SslExportFormat.Pem, null, true, "OptionNotApplicable")]
    [InlineData(SslExportFormat.Pem, "secret", false, "OptionNotApplicable")]
    [InlineData(SslExportFormat.Der, "secret", false, "OptionNotApplicable")]
    [InlineData(SslExportFormat.Pkcs7, "secret", false, "OptionNotApplicable")]
    public void Passwords_are_asked_for_where_they_are_needed_alone(SslExportFormat format, string? password, bool none, string error) =>
        Fails(error, new ExportOptions { Path = _folder["f"], Format = format, Password = password is null ? null : Secret(password), NoPassword = none });

    [Fact]
    public void An_option_of_another_format_is_refused()
    {
        Fails("OptionNotApplicable", new ExportOptions { Path = _folder["f"], Format = SslExportFormat.Der, PemContent = SslPemContent.Chain });
        Fails("OptionNotApplicable", new ExportOptions { Path = _folder["f"], Format = SslExportFormat.Pem, Encoding = SslExportEncoding.Der });
        Fails("OptionNotApplicable", new ExportOptions { Path = _folder["f"], Format = SslExportFormat.Pkcs8, PfxEncryption = SslPfxEncryption.Legacy });
    }

    [Fact]
    public void What_the_certificate_does_not_have_is_told()
    {
        Fails("NoChain", new ExportOptions { Path = _folder["f"], PemContent = SslPemContent.Chain });
        using var leaf = TestCa.Issue("public");
        using var bare = X509CertificateLoader.LoadCertificate(leaf.RawData);
        var certificate = _service.FromPlatform(bare);
        Assert.Equal("public.example", certificate.Name);
        var error = Assert.Throws<SslToolsException>(() => _service.Plan(certificate, new ExportOptions { Path = _folder["f"], Format = SslExportFormat.Pkcs8 }));
        Assert.Equal("NoPrivateKey", error.ErrorId);
        _service.Export(_service.Plan(certificate, new ExportOptions { Path = _folder["f"], Format = SslExportFormat.Der }).Single());
        Assert.Equal(leaf.RawData, File.ReadAllBytes(_folder["f"]));
    }

    [Fact]
    public void Paths_are_checked()
    {
        Fails("FolderNotFound", new ExportOptions { Path = _folder["no", "f.pem"] });
        Fails("FolderNotFound", new ExportOptions { Path = _folder["no"] + Path.DirectorySeparatorChar });
        File.WriteAllText(_folder["f.pem"], "kept");
        Fails("FileExists", new ExportOptions { Path = _folder["f.pem"] });
        Assert.Equal("kept", File.ReadAllText(_folder["f.pem"]));
        Directory.CreateDirectory(_folder["shop.cer"]);
        Fails("WriteFailed", new ExportOptions { Path = _folder.Path, Format = SslExportFormat.Der });
    }

    [Fact]
    public void Two_certificates_never_share_a_file()
    {
        var options = new ExportOptions { Path = _folder["f.pem"], Force = true };
        _service.Export(_service.Plan(_certificate, options).Single());
        Fails("FileExists", options);
    }

    [Theory]
    [InlineData(SslExportFormat.Pem, false)]
    [InlineData(SslExportFormat.Pkcs8, true)]
    public void A_file_with_a_key_is_its_owners_alone_even_in_place_of_an_open_one(SslExportFormat format, bool isPrivate)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix modes.");
        if (OperatingSystem.IsWindows()) return;
        File.WriteAllText(_folder["f"], "");
        File.SetUnixFileMode(_folder["f"], (UnixFileMode)0x1FF);
        _service.Export(_service.Plan(_certificate, new ExportOptions { Path = _folder["f"], Format = format, Force = true }).Single());
        var open = File.GetUnixFileMode(_folder["f"]) & (UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite);
        if (isPrivate) Assert.Equal(UnixFileMode.None, open);
        else Assert.NotEqual((UnixFileMode)0x1FF, File.GetUnixFileMode(_folder["f"]));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    private static System.Security.SecureString Secret(string text) => new NetworkCredential("", text).SecurePassword;

    private void Fails(string error, ExportOptions options) =>
        Assert.Equal(error, Assert.Throws<SslToolsException>(() => _service.Plan(_certificate, options)).ErrorId);
}
