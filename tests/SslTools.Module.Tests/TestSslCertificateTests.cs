using System;
using System.IO;
using System.Linq;
using SslTools.Testing;
using Xunit;

namespace SslTools.Module.Tests;

public sealed class TestSslCertificateTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public TestSslCertificateTests() => _session.Succeed(
        "New-SslCertificateAuthority home -DiscardRootKey; New-SelfSignedSslCertificate a.example; New-SelfSignedSslCertificate b.example -Authority home");

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Test-SslCertificate")]
    [InlineData("Test-SslCertificate a.example, b*")]
    [InlineData("Get-SslCertificate | Test-SslCertificate")]
    [InlineData("'a.example', 'b.example' | Test-SslCertificate")]
    public void A_Boolean_tells_of_each(string script) =>
        Assert.Equal([true, true], _session.Succeed(script).Select(o => o.BaseObject));

    [Fact]
    public void Without_findings_Detailed_is_silent() => Assert.Empty(_session.Succeed("Test-SslCertificate -Detailed"));

    [Fact]
    public void One_damaged_entry_never_hides_the_others()
    {
        File.Copy(
            Path.Combine(_session.Store, "certificates", "b.example", "privkey.pem"),
            Path.Combine(_session.Store, "certificates", "a.example", "privkey.pem"), true);
        File.WriteAllText(Path.Combine(_session.Store, "certificates", "stray"), "");
        Assert.Equal([false, true, false], _session.Succeed("Test-SslCertificate").Select(o => o.BaseObject));
        var findings = _session.Succeed("Test-SslCertificate -Detailed").Select(o => (dynamic)o).ToList();
        Assert.Equal(["KeyMismatch a.example", "CorruptEntry stray"], findings.Select(f => $"{f.Id} {f.Target}"));
        Assert.All(findings, f => Assert.Equal("Error", f.Severity.ToString()));
    }

    [Fact]
    public void A_warning_leaves_it_true()
    {
        _session.Succeed("New-SelfSignedSslCertificate c.example -NotBefore ([DateTime]::Now).AddDays(-10) -NotAfter ([DateTime]::Now).AddDays(1)");
        Assert.Equal(true, Assert.Single(_session.Succeed("Test-SslCertificate c.example")).BaseObject);
        Assert.Equal("ExpiresSoon", ((dynamic)Assert.Single(_session.Succeed("Test-SslCertificate c.example -Detailed"))).Id);
    }

    [Fact]
    public void An_ephemeral_certificate_is_tested_by_what_it_carries() =>
        Assert.Equal(true, Assert.Single(_session.Succeed("New-SelfSignedSslCertificate x.example -Ephemeral | Test-SslCertificate")).BaseObject);

    [Theory]
    [InlineData("[pscustomobject]@{ PSPath = $f } | Test-SslCertificate")]
    [InlineData("Test-SslCertificate -Path $f")]
    [InlineData("Test-SslCertificate -Path ($f -replace 'fullchain', 'fullch?i*')")]
    [InlineData("Test-SslCertificate -LiteralPath $f")]
    [InlineData("Test-SslCertificate -LiteralPath $f -TrustAnchor (Get-SslCertificateAuthority home)")]
    [InlineData("Test-SslCertificate b.example -TrustAnchor (Get-SslCertificateAuthority home).RootPath")]
    [InlineData("(Get-SslCertificate a.example).Certificate | Test-SslCertificate")]
    [InlineData("Test-SslCertificate a.example -TrustAnchor (Get-SslCertificate a.example).Certificate")]
    [InlineData("Test-SslCertificate b.example -HostName b.example -Revocation Soft")]
    [InlineData("Test-SslCertificate b.example -Purpose Any -At ([DateTime]::Now.AddDays(100))")]
    public void Certificates_and_anchors_come_in_many_forms(string script) =>
        Assert.All(_session.Succeed("$f = (Get-SslCertificate b.example).FullChainPath; " + script), result => Assert.Equal(true, result.BaseObject));

    [Theory]
    [InlineData("b.example -HostName b.example, c.example", "NameNotCovered")]
    [InlineData("a.example -HostName 127.0.0.1", "NameNotCovered")]
    [InlineData("a.example -Purpose ClientAuthentication", "WrongExtendedKeyUsage")]
    [InlineData("a.example -At ([DateTime]::Now.AddYears(2))", "Expired")]
    [InlineData("a.example -At 2001-01-01", "NotYetValid")]
    [InlineData("a.example -TrustAnchor (Get-SslCertificateAuthority home)", "NoTrustAnchor")]
    [InlineData("b.example -TrustAnchor (Get-SslCertificate a.example)", "NoTrustAnchor")]
    [InlineData("b.example -Revocation Hard", "RevocationNotOffered")]
    public void What_is_asked_and_not_so_is_an_error(string arguments, string id)
    {
        Assert.Equal(false, Assert.Single(_session.Succeed("Test-SslCertificate " + arguments)).BaseObject);
        Assert.Contains(id, _session.Succeed($"Test-SslCertificate {arguments} -Detailed").Select(o => (string)((dynamic)o).Id));
    }

    [Fact]
    public void A_chain_in_another_order_than_servers_send_it_is_found()
    {
        var certificate = File.ReadAllText(Path.Combine(_session.Store, "certificates", "b.example", "cert.pem"));
        var root = File.ReadAllText(Path.Combine(_session.Store, "authorities", "home", "root.pem"));
        var issuer = File.ReadAllText(Path.Combine(_session.Store, "certificates", "b.example", "chain.pem"));
        var file = Path.Combine(_session.Folder, "served.pem");
        File.WriteAllText(file, certificate + root + issuer);
        Assert.Equal("ChainOutOfOrder", ((dynamic)Assert.Single(_session.Succeed($"Test-SslCertificate -Path '{file}' -Detailed"))).Id);
    }

    [Fact]
    public void A_file_that_is_no_certificate_never_hides_the_others()
    {
        var result = _session.Run("Test-SslCertificate -Path (Get-SslCertificate a.example).PrivateKeyPath, (Get-SslCertificate a.example).CertificatePath");
        Assert.StartsWith("MalformedCertificate,", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Equal(true, Assert.Single(result.Output).BaseObject);
    }

    [Theory]
    [InlineData("Test-SslCertificate nobody", "NotFound")]
    [InlineData("Test-SslCertificate -LiteralPath nowhere.pem", "CertificateFileNotReadable")]
    [InlineData("Test-SslCertificate a.example -TrustAnchor nowhere.pem", "CertificateFileNotReadable")]
    [InlineData("Test-SslCertificate a.example -TrustAnchor 42", "NotATrustAnchor")]
    [InlineData("Test-SslCertificate a.example -HostName 'a b'", "InvalidHostName")]
    [InlineData("Test-SslCertificate -Path Env:/PATH", "NotAFilePath")]
    [InlineData("Test-SslCertificate a/b", "InvalidName")]
    public void What_is_not_there_is_an_error(string script, string error) => _session.Fail(script, error);
}
