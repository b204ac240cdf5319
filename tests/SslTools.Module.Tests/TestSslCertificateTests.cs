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
    [InlineData("Test-SslCertificate nobody", "NotFound")]
    [InlineData("Test-SslCertificate a/b", "InvalidName")]
    public void What_is_not_there_is_an_error(string script, string error) => _session.Fail(script, error);
}
