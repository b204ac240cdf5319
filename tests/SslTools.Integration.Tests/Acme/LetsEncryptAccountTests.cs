using System;
using System.IO;
using System.Linq;
using SslTools.Testing;
using SslTools.Testing.Acme;
using Xunit;

namespace SslTools.Integration.Tests.Acme;

/// <summary>The account cmdlets against real Pebbles.</summary>
[Collection(AcmeCollection.Name)]
public sealed class LetsEncryptAccountTests : IDisposable
{
    private readonly AcmeSandbox _sandbox = new();

    private ModuleSession Session => _sandbox.Session;

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void An_account_is_made_once_and_listed()
    {
        Session.Fail("New-LetsEncryptAccount", "TermsNotAccepted");
        Assert.Empty(Session.Succeed("Get-LetsEncryptAccount"));
        Assert.Contains("agreeing to", Session.Run("New-LetsEncryptAccount -AcceptTermsOfService -Contact admin@example.com -WhatIf").Screen);
        Assert.Empty(Session.Succeed("Get-LetsEncryptAccount"));
        dynamic account = Session.Succeed("New-LetsEncryptAccount -AcceptTermsOfService -Contact admin@example.com").Single();
        Assert.Equal(("letsencrypt", "LetsEncrypt", "P256", "Valid"), ((string)account.Name, (string)account.Server, (string)account.KeyAlgorithm, (string)account.Status.ToString()));
        Session.Fail("New-LetsEncryptAccount -AcceptTermsOfService", "AccountExists");
        Assert.Equal("letsencrypt", Text("Get-LetsEncryptAccount -Server LetsEncrypt -Refresh"));
        Assert.Empty(Session.Succeed("Get-LetsEncryptAccount -Server ZeroSSL"));
        Session.Fail("Get-LetsEncryptAccount nobody", "NotFound");
    }

    [Fact]
    public void A_private_CA_is_verified_by_its_root_which_is_remembered()
    {
        Session.Succeed("$roots = $PSDefaultParameterValues['*-LetsEncrypt*:CACertificate']; $PSDefaultParameterValues.Remove('*-LetsEncrypt*:CACertificate')");
        Session.Fail("New-LetsEncryptAccount -AcceptTermsOfService", "AcmeUntrusted");
        Session.Succeed("New-LetsEncryptAccount -AcceptTermsOfService -CACertificate $roots[0]");
        Session.Succeed("Get-LetsEncryptAccount -Refresh; Set-LetsEncryptAccount * -Contact a@example.com");
        Session.Fail("Set-LetsEncryptAccount * -CACertificate $roots[1]", "AcmeUntrusted");
        Session.Succeed("Get-LetsEncryptAccount -Refresh");
    }

    [Fact]
    public void External_accounts_are_bound()
    {
        Session.Set("key", Secure(AcmeSandbox.ExternalAccountKey));
        Session.Fail("New-LetsEncryptAccount ZeroSSL -AcceptTermsOfService", "ExternalAccountNeeded");
        Session.Fail("New-LetsEncryptAccount ZeroSSL -AcceptTermsOfService -EabKeyId nobody -EabHmacKey $key", "AcmeUnauthorized");
        Assert.Empty(Session.Succeed("Get-LetsEncryptAccount"));
        Assert.Equal("kid-1", Text("(New-LetsEncryptAccount ZeroSSL -AcceptTermsOfService -EabKeyId kid-1 -EabHmacKey $key).ExternalAccountKeyId"));
    }

    [Fact]
    public void The_key_is_rolled_over_and_the_old_one_is_worth_nothing()
    {
        Session.Succeed("$old = New-LetsEncryptAccount -AcceptTermsOfService");
        var file = Path.Combine(Session.Folder, "old.pem");
        Session.Succeed($"Export-LetsEncryptAccount letsencrypt '{file}'");
        dynamic account = Session.Succeed("$old | Set-LetsEncryptAccount -NewKey -KeyAlgorithm RSA2048 -PassThru").Single();
        Assert.Equal("RSA2048", (string)account.KeyAlgorithm);
        Assert.Equal("Valid", Text("(Get-LetsEncryptAccount -Refresh).Status"));
        Assert.Equal("True", Text("(Get-LetsEncryptAccount).Address -eq $old.Address"));
        Session.Fail($"New-LetsEncryptAccount -Name old -KeyPath '{file}'", "TermsNotAccepted");
        Assert.Equal("RSA2048", Text("(Set-LetsEncryptAccount * -NewKey -PassThru).KeyAlgorithm"));
        Session.Fail("$PSDefaultParameterValues.Remove('*-LetsEncrypt*:CACertificate'); Set-LetsEncryptAccount *", "NothingToChange");
    }

    [Fact]
    public void A_key_moves_to_another_store_encrypted()
    {
        Session.Set("passphrase", Secure("correct horse"));
        Session.Succeed("$account = New-LetsEncryptAccount -AcceptTermsOfService");
        var (file, other) = (Path.Combine(Session.Folder, "letsencrypt.pem"), Path.Combine(Session.Folder, "other"));
        Assert.Equal(file, Text($"($account | Export-LetsEncryptAccount -Path '{Session.Folder}' -Passphrase $passphrase).FullName"));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Session.Fail($"Export-LetsEncryptAccount letsencrypt '{file}'", "FileExists");
        Session.Fail($"New-LetsEncryptAccount -StorePath '{other}' -KeyPath '{file}'", "KeyPassphraseRequired");
        Assert.Equal("True", Text($"(New-LetsEncryptAccount -StorePath '{other}' -KeyPath '{file}' -KeyPassphrase $passphrase).Address -eq $account.Address"));
    }

    [Fact]
    public void A_deactivated_account_is_gone_for_ever()
    {
        var file = Path.Combine(Session.Folder, "key.pem");
        Session.Succeed($"New-LetsEncryptAccount -AcceptTermsOfService -Name gone; Export-LetsEncryptAccount gone '{file}'");
        Assert.Contains("Deactivate the account 'gone' of LetsEncrypt at the CA for ever", Session.Run("Remove-LetsEncryptAccount gone -Deactivate -WhatIf").Screen);
        Session.Succeed("Remove-LetsEncryptAccount gone -Deactivate -Confirm:$false");
        Assert.Empty(Session.Succeed("Get-LetsEncryptAccount"));
        Assert.Single(Session.Run($"New-LetsEncryptAccount -AcceptTermsOfService -KeyPath '{file}'").Errors);
    }

    [Fact]
    public void Another_client_s_account_is_taken_over()
    {
        var lego = Programs.Require("lego", "lego");
        var path = Path.Combine(Session.Folder, "lego");
        Programs.RunIn(
            new System.Collections.Generic.Dictionary<string, string?> { ["LEGO_CA_CERTIFICATES"] = _sandbox.Pebble.RootPemPath },
            lego, "--server", _sandbox.Pebble.Directory.AbsoluteUri, "--path", path, "--email", "admin@example.com", "--accept-tos",
            "--domains", "lego.example.com", "--http", "--http.port", $"127.0.0.1:{_sandbox.Pebble.HttpPort}", "run").Succeeded();
        var key = Directory.GetFiles(path, "*.key", SearchOption.AllDirectories).Single(file => file.Contains("keys"));
        dynamic account = Session.Succeed($"New-LetsEncryptAccount -KeyPath '{key}'").Single();
        Assert.Equal("mailto:admin@example.com", Text("(Get-LetsEncryptAccount -Refresh).Contacts"));
        Assert.Contains(((Uri)account.Address).AbsoluteUri, File.ReadAllText(Directory.GetFiles(path, "account.json", SearchOption.AllDirectories).Single()));
        var certificates = Path.Combine(path, "certificates", "lego.example.com");
        Session.Succeed($"Revoke-LetsEncryptCertificate -CertificatePath '{certificates}.crt' -Confirm:$false");
    }

    private string Text(string script) => string.Join(' ', Session.Succeed(script).Select(o => o.ToString()));

    private static System.Security.SecureString Secure(string text)
    {
        var secure = new System.Security.SecureString();
        foreach (var c in text) secure.AppendChar(c);
        return secure;
    }
}
