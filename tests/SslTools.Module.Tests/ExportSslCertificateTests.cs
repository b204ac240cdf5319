using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using SslTools.Testing;
using Xunit;

namespace SslTools.Module.Tests;

public sealed class ExportSslCertificateTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public ExportSslCertificateTests()
    {
        _session.Set("folder", _session.Folder);
        _session.Set("password", new NetworkCredential("", "pässwörd-日本").SecurePassword);
        _session.Succeed("New-SelfSignedSslCertificate a.example; New-SelfSignedSslCertificate b.example");
    }

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Apache")]
    [InlineData("HAProxy")]
    [InlineData("IIS")]
    [InlineData("nginx")]
    [InlineData("Postfix")]
    [InlineData("Tomcat")]
    [InlineData("WebLogic")]
    public void Every_server_gets_the_certificate_and_its_key_and_what_it_gets_can_be_imported(string server)
    {
        var imported = _session.Succeed($"Export-SslCertificate a.example $folder -For {server} -Password $password | Import-CustomSslCertificate -Password $password -Force");
        Assert.Equal("a.example", Assert.Single(imported).Properties["Name"].Value);
        Assert.Equal([server], _session.Succeed($"(TabExpansion2 'Export-SslCertificate -For {server}' {27 + server.Length}).CompletionMatches.CompletionText").Select(o => o.ToString()));
    }

    [Theory]
    [InlineData("Export-SslCertificate a.example $folder -For thttpd", "UnknownExportTarget")]
    [InlineData("Export-SslCertificate a.example \"$folder/x.pem\" -For nginx", "FolderRequired")]
    [InlineData("Export-SslCertificate a.example $folder -For IIS", "PasswordRequired")]
    [InlineData("Export-SslCertificate a.example $folder -For nginx -Format Pem", "OptionsConflict")]
    [InlineData("Export-SslCertificate a.example $folder -For nginx -PfxEncryption Legacy", "OptionNotApplicable")]
    public void An_order_for_a_server_that_can_not_be_is_refused_and_nothing_is_written(string script, string error)
    {
        _session.Fail(script, error);
        Assert.Empty(Directory.GetFiles(_session.Folder));
    }

    [Theory]
    [InlineData("Export-SslCertificate a.example \"$folder/x.pfx\" -Password $password", "x.pfx")]
    [InlineData("Get-SslCertificate a.example | Export-SslCertificate -FilePath \"$folder/x.p12\" -Password $password", "x.p12")]
    [InlineData("'a.example', 'b.example' | Export-SslCertificate -Path $folder -Format Pkcs7", "a.example.p7b b.example.p7b")]
    [InlineData("Export-SslCertificate * $folder", "a.example-fullchain.pem b.example-fullchain.pem")]
    [InlineData("Export-SslCertificate -Name B* -Path $folder -PemContent KeyAndFullChain", "b.example.pem")]
    [InlineData("(Get-SslCertificate a.example).Certificate | Export-SslCertificate -Path $folder -Format Pkcs8", "a.example.key")]
    [InlineData("Export-SslCertificate nobody* $folder", "")]
    [InlineData("Export-SslCertificate a.example $folder -For nginx", "a.example-fullchain.pem a.example.key")]
    [InlineData("Export-SslCertificate a.example $folder -For nginx -Password $password", "a.example-fullchain.pem a.example.key")]
    [InlineData("Export-SslCertificate a.example \"$folder/x.pem\" -For haproxy", "x.pem")]
    [InlineData("Export-SslCertificate * $folder -For IIS -Password $password", "a.example.pfx b.example.pfx")]
    public void The_file_is_written_and_emitted(string script, string files)
    {
        var emitted = _session.Succeed(script).Select(o => Assert.IsType<FileInfo>(o.BaseObject)).ToList();
        Assert.Equal(files, string.Join(' ', emitted.Select(f => f.Name)));
        Assert.All(emitted, file => Assert.True(file.Exists));
        Assert.Equal(files, string.Join(' ', Directory.GetFiles(_session.Folder).Select(Path.GetFileName).Order()));
    }

    [Theory]
    [InlineData("Modern")]
    [InlineData("Legacy")]
    public void PassThru_emits_the_certificate_with_its_PFX(string encryption)
    {
        dynamic certificate = Assert.Single(_session.Succeed(
            $"Export-SslCertificate a.example \"$folder/x.pfx\" -Password $password -PfxEncryption {encryption} -PassThru"));
        Assert.Equal(Path.Combine(_session.Folder, "x.pfx"), certificate.PfxPath);
        _session.Set("certificate", certificate);
        Assert.Equal(certificate.PfxPath, Assert.Single(_session.Succeed("$certificate.FilePath")).BaseObject);
        using var loaded = X509CertificateLoader.LoadPkcs12FromFile((string)certificate.PfxPath, "pässwörd-日本");
        Assert.Equal(certificate.Thumbprint, loaded.Thumbprint);
        Assert.True(loaded.HasPrivateKey);
    }

    [Fact]
    public void WhatIf_prints_the_plan_and_writes_nothing()
    {
        var result = _session.Run("Export-SslCertificate * $folder -Format Pfx -Password $password -WhatIf");
        Assert.Empty(result.Output);
        Assert.Contains($"'b.example', the private key encrypted with the password, to '{Path.Combine(_session.Folder, "b.example.pfx")}'", result.Screen);
        Assert.Empty(Directory.GetFiles(_session.Folder));
    }

    [Fact]
    public void An_existing_file_is_replaced_with_Force_alone()
    {
        var path = Path.Combine(_session.Folder, "x.pem");
        File.WriteAllText(path, "kept");
        var error = _session.Fail("Export-SslCertificate a.example \"$folder/x.pem\"", "FileExists");
        Assert.Equal(path, error.TargetObject);
        Assert.Equal("kept", File.ReadAllText(path));
        _session.Succeed("Export-SslCertificate a.example \"$folder/x.pem\" -Force");
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void One_bad_record_is_an_error_and_the_others_are_written()
    {
        File.WriteAllText(Path.Combine(_session.Store, "certificates", "a.example", "cert.pem"), "no PEM");
        var result = _session.Run("Export-SslCertificate nobody, *, '../x' $folder -Format Der");
        Assert.Equal("b.example.cer", ((FileInfo)Assert.Single(result.Output).BaseObject).Name);
        Assert.Equal(["NotFound", "CorruptEntry", "InvalidName"], result.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
    }

    [Theory]
    [InlineData("cert.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "MalformedCertificate")]
    [InlineData("cert.pem", "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----", "CorruptEntry")]
    [InlineData("cert.pem", "-----BEGIN CERTIFICATE-----\nAAAA", "CorruptEntry")]
    [InlineData("chain.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "MalformedCertificate")]
    [InlineData("privkey.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "MalformedKey")]
    [InlineData("privkey.pem", "", "CorruptEntry")]
    public void Damage_is_told_in_every_format_and_nothing_is_written(string file, string content, string error)
    {
        File.WriteAllText(Path.Combine(_session.Store, "certificates", "a.example", file), content);
        foreach (var format in new[] { "Pfx -NoPassword", "Jks -Password $password", "Pem -PemContent KeyAndFullChain", "Pkcs8" })
            _session.Fail($"Export-SslCertificate a.example $folder -Format {format}", error);
        Assert.Empty(Directory.GetFiles(_session.Folder));
    }

    [Fact]
    public void A_key_of_another_certificate_is_not_exported()
    {
        var certificates = Path.Combine(_session.Store, "certificates");
        File.Copy(Path.Combine(certificates, "b.example", "privkey.pem"), Path.Combine(certificates, "a.example", "privkey.pem"), true);
        _session.Fail("Export-SslCertificate a.example $folder -Format Pfx -Password $password", "KeyMismatch");
        Assert.Empty(Directory.GetFiles(_session.Folder));
    }

    [Theory]
    [InlineData("Export-SslCertificate a.example $folder/no/x.pem", "FolderNotFound")]
    [InlineData("Export-SslCertificate a.example $folder/x.pfx", "PasswordRequired")]
    [InlineData("Export-SslCertificate a.example $folder/x.pfx -Password ([securestring]::new())", "PasswordTooShort")]
    [InlineData("Export-SslCertificate a.example $folder/x.pem -Password $password", "OptionNotApplicable")]
    [InlineData("Export-SslCertificate a.example Variable:x", "NotAFilePath")]
    [InlineData("Export-SslCertificate a.example NoDrive:/x", "NotAFilePath")]
    [InlineData("Export-SslCertificate a.example $folder -Format Word", "CannotConvertArgumentNoMessage")]
    [InlineData("Export-SslCertificate a.example $folder/x.pfx -Password plain", "CannotConvertArgumentNoMessage")]
    [InlineData("Export-SslCertificate a.example ''", "ParameterArgumentValidationError")]
    public void Bad_input_is_told_and_nothing_is_written(string script, string error)
    {
        _session.Fail(script.Replace("$folder", _session.Folder), error);
        Assert.Empty(Directory.GetFiles(_session.Folder));
    }

    [Fact]
    public void A_folder_that_can_not_be_written_is_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A folder that even root can't write.");
        var error = _session.Fail("Export-SslCertificate a.example /proc/x.pem", "WriteFailed");
        Assert.Contains("/proc/x.pem", error.ToString());
    }
}
