using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using SslTools.Testing;
using SslTools.Testing.Acme;
using Xunit;

namespace SslTools.Integration.Tests.Acme;

/// <summary>Revocation at a real Pebble, which tells what became of the certificate.</summary>
[Collection(AcmeCollection.Name)]
public sealed class RevokeLetsEncryptCertificateTests : IDisposable
{
    private readonly AcmeSandbox _sandbox = new();

    public RevokeLetsEncryptCertificateTests() =>
        Session.Succeed("$null = New-LetsEncryptAccount -AcceptTermsOfService; $null = Add-TestCertificate www.example.com; $null = Add-TestCertificate blog.example.com");

    private ModuleSession Session => _sandbox.Session;

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("Revoke-LetsEncryptCertificate www* -Confirm:$false", null)]
    [InlineData("Get-SslCertificate www.example.com | Revoke-LetsEncryptCertificate -Reason Superseded -Confirm:$false", 4)]
    [InlineData("Revoke-LetsEncryptCertificate www.example.com -Account letsencrypt -Reason KeyCompromise -Confirm:$false", 1)]
    [InlineData("Revoke-LetsEncryptCertificate www.example.com -ByKey -Reason CessationOfOperation -Confirm:$false", 5)]
    public async Task A_certificate_is_revoked_at_the_CA_and_remembered(string script, int? reason)
    {
        Session.Succeed(script);
        var (status, why) = await StatusAsync("www.example.com");
        Assert.Equal(("Revoked", reason ?? 0), (status, why ?? 0));
        Assert.Equal("Valid", (await StatusAsync("blog.example.com")).Status);
        Assert.Equal("blog.example.com Valid www.example.com Revoked", Statuses);

        // Again: the CA has nothing left to do, and that is no failure.
        Session.Succeed(script);
    }

    [Fact]
    public async Task A_compromised_key_revokes_itself_where_no_account_is_left()
    {
        Session.Succeed("Remove-LetsEncryptAccount * -Confirm:$false");
        Session.Fail("Revoke-LetsEncryptCertificate www.example.com -Confirm:$false", "NotFound");
        Assert.Equal("Revoked", Session.Succeed("(Revoke-LetsEncryptCertificate www.example.com -Reason KeyCompromise -Confirm:$false -PassThru).Status").Single().ToString());
        Assert.Equal(("Revoked", (int?)1), await StatusAsync("www.example.com"));
    }

    [Fact]
    public async Task A_certificate_that_is_not_stored_is_revoked_by_its_key()
    {
        dynamic certificate = Session.Succeed("Get-SslCertificate www.example.com").Single();
        var (cert, key) = (Path.Combine(Session.Folder, "c.pem"), Path.Combine(Session.Folder, "k.pem"));
        File.Copy((string)certificate.FullChainPath, cert);
        File.Copy((string)certificate.PrivateKeyPath, key);
        Session.Succeed("Remove-LetsEncryptAccount * -Confirm:$false; Remove-SslCertificate * -Confirm:$false");
        Session.Fail($"Revoke-LetsEncryptCertificate -CertificatePath '{cert}' -ByKey -Confirm:$false", "RevocationKeyMissing");
        Session.Succeed($"Revoke-LetsEncryptCertificate -CertificatePath '{cert}' -KeyPath '{key}' -Confirm:$false");
        Assert.Equal("Revoked", (await _sandbox.Pebble.StatusAsync(X509CertificateLoader.LoadCertificateFromFile(cert))).Status);
    }

    [Fact]
    public async Task What_is_only_planned_is_not_done()
    {
        var screen = Session.Run("Revoke-LetsEncryptCertificate * -Reason Superseded -WhatIf").Screen;
        Assert.Contains("Revoke the certificate 'www.example.com' (serial number ", screen);
        Assert.Contains("reason Superseded, in the name of the account 'letsencrypt'; this can't be undone", screen);
        Assert.Equal("Valid", (await StatusAsync("www.example.com")).Status);
    }

    [Fact]
    public void Another_account_may_not_revoke_and_others_go_on()
    {
        Session.Succeed("New-LetsEncryptAccount -AcceptTermsOfService -Name other");
        Session.Fail("Revoke-LetsEncryptCertificate www.example.com -Account other -Confirm:$false", "AcmeUnauthorized");
        Assert.Equal("blog.example.com Valid www.example.com Valid", Statuses);
        Session.Succeed("New-SelfSignedSslCertificate self.example");
        Session.Fail("Revoke-LetsEncryptCertificate self.example, www.example.com -Confirm:$false", "NotRevocable");
        Assert.Contains("www.example.com Revoked", Statuses);
    }

    private string Statuses => string.Join(' ', Session.Succeed("Get-SslCertificate *example.com | ForEach-Object { \"$($_.Name) $($_.Status)\" }").Select(o => o.ToString()));

    private async Task<(string Status, int? Reason)> StatusAsync(string name)
    {
        dynamic certificate = Session.Succeed($"Get-SslCertificate {name}").Single();
        using var loaded = X509CertificateLoader.LoadCertificateFromFile((string)certificate.CertificatePath);
        return await _sandbox.Pebble.StatusAsync(loaded);
    }
}
