using System.IO;
using System.Linq;
using System.Management.Automation;
using SslTools.Testing;
using Xunit;

namespace SslTools.Module.Tests;

public sealed class NewSelfSignedSslCertificateTests : System.IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void One_line_issues_keeps_and_emits_a_certificate()
    {
        dynamic certificate = Assert.Single(_session.Succeed("New-SelfSignedSslCertificate localhost"));
        Assert.Equal("localhost", certificate.Name);
        Assert.Equal("SelfSigned", certificate.Source.ToString());
        Assert.Equal(Path.Combine(_session.Store, "certificates", "localhost", "privkey.pem"), certificate.PrivateKeyPath);
        Assert.True(File.Exists(certificate.PrivateKeyPath));
        Assert.True(certificate.Certificate.HasPrivateKey);
        Assert.Equal(397, (certificate.NotAfter - certificate.NotBefore).TotalDays);
    }

    [Fact]
    public void A_bad_record_is_an_error_and_the_next_one_goes_on()
    {
        var result = _session.Run("'good.example', 'bad_host', 'also-good.example' | New-SelfSignedSslCertificate");
        Assert.Equal(2, result.Output.Count);
        var error = Assert.Single(result.Errors);
        Assert.Equal("InvalidHostName,SslTools.Commands.NewSelfSignedSslCertificateCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Equal("bad_host", error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("New-SelfSignedSslCertificate", "NoSubjectName")]
    [InlineData("New-SelfSignedSslCertificate @()", "NoSubjectName")]
    [InlineData("New-SelfSignedSslCertificate 'no host'", "InvalidHostName")]
    [InlineData("New-SelfSignedSslCertificate a.example -Name ../evil", "InvalidName")]
    [InlineData("New-SelfSignedSslCertificate a.example -Name 'a\\b'", "InvalidName")]
    [InlineData("New-SelfSignedSslCertificate a.example -Name '..'", "InvalidName")]
    [InlineData("New-SelfSignedSslCertificate a.example -ValidityDays 0", "InvalidValidity")]
    [InlineData("New-SelfSignedSslCertificate a.example -ValidityDays -1", "InvalidValidity")]
    [InlineData("New-SelfSignedSslCertificate a.example -NotBefore 2027-01-02 -NotAfter 2027-01-01", "InvalidValidity")]
    [InlineData("New-SelfSignedSslCertificate a.example -NotAfter 2027-01-01 -ValidityDays 3", "InvalidValidity")]
    [InlineData("New-SelfSignedSslCertificate a.example -Subject 'no name'", "InvalidSubject")]
    [InlineData("New-SelfSignedSslCertificate a.example -Authority nobody", "NotFound")]
    public void Bad_input_gets_one_error_and_nothing_is_written(string script, string errorId)
    {
        _session.Fail(script, errorId);
        Assert.False(Directory.Exists(_session.Store));
    }

    [Fact]
    public void An_unknown_key_algorithm_is_told_with_the_known_ones()
    {
        var error = _session.Fail("New-SelfSignedSslCertificate a.example -KeyAlgorithm DSA", "ParameterArgumentTransformationError");
        Assert.Contains("'DSA' is not a key algorithm", error.ToString());
        Assert.Contains("RSA2048", error.ToString());
    }

    [Theory]
    [InlineData("'P-384'", "P384")]
    [InlineData("'ECDSA P-521'", "P521")]
    [InlineData("secp256r1", "P256")]
    [InlineData("'rsa 2048'", "RSA2048")]
    [InlineData("ed25519", "Ed25519")]
    public void Key_algorithms_are_read_as_people_write_them(string written, string algorithm)
    {
        dynamic certificate = Assert.Single(_session.Succeed($"New-SelfSignedSslCertificate a.example -Ephemeral -WarningAction Ignore -KeyAlgorithm {written}"));
        Assert.Equal(algorithm, certificate.KeyAlgorithm);
    }

    [Fact]
    public void A_store_path_that_is_a_file_is_refused()
    {
        var file = Path.Combine(_session.Folder, "file");
        File.WriteAllText(file, "");
        _session.Fail($"New-SelfSignedSslCertificate a.example -StorePath '{file}'", "StoreNotUsable");
        _session.Fail($"Get-SslCertificate -StorePath '{file}'", "StoreNotUsable");
    }

    [Fact]
    public void A_store_that_can_not_be_written_is_refused()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "Needs a folder that even root can't write: /proc.");
        _session.Fail("New-SelfSignedSslCertificate a.example -StorePath /proc/self/store", "StoreNotUsable");
    }

    [Fact]
    public void An_existing_certificate_is_replaced_only_with_Force_and_its_earlier_version_is_kept()
    {
        _session.Succeed("$first = New-SelfSignedSslCertificate a.example");
        _session.Fail("New-SelfSignedSslCertificate a.example", "AlreadyExists");
        dynamic second = Assert.Single(_session.Succeed("New-SelfSignedSslCertificate a.example -Force"));
        Assert.Equal(2, second.Version);
        Assert.Equal(true, Assert.Single(_session.Succeed("(Get-SslCertificate a.example -Version 1).Thumbprint -eq $first.Thumbprint")).BaseObject);
    }

    [Fact]
    public void WhatIf_prints_the_plan_and_writes_nothing()
    {
        var result = _session.Run("New-SelfSignedSslCertificate shop.example, 10.0.0.1 -WhatIf");
        Assert.Empty(result.Output);
        Assert.Contains("shop.example, 10.0.0.1", result.Screen);
        Assert.False(Directory.Exists(_session.Store));
    }

    [Fact]
    public void Ephemeral_keeps_nothing_on_disk()
    {
        dynamic certificate = Assert.Single(_session.Succeed("New-SelfSignedSslCertificate a.example -Ephemeral"));
        Assert.Null(certificate.PrivateKeyPath);
        Assert.True(certificate.Certificate.HasPrivateKey);
        Assert.False(Directory.Exists(_session.Store));
    }

    [Fact]
    public void A_long_lifetime_is_a_warning()
    {
        Assert.Contains("valid for 398 days", Assert.Single(_session.Run("New-SelfSignedSslCertificate a.example -ValidityDays 398").Warnings));
        Assert.Empty(_session.Run("New-SelfSignedSslCertificate b.example -ValidityDays 397").Warnings);
    }

    [Fact]
    public void No_stream_shows_the_private_key()
    {
        var result = _session.Run("New-SelfSignedSslCertificate a.example -Verbose -Debug 4>&1 5>&1 | ForEach-Object { \"$_\" }");
        var key = File.ReadAllLines(Path.Combine(_session.Store, "certificates", "a.example", "privkey.pem"))[1];
        Assert.All(result.Output.Select(o => o.ToString()).Append(result.Screen), text => Assert.DoesNotContain(key, text));
    }
}
