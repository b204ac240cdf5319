using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.Trust;

/// <summary>NSS databases of an account whose home is a folder of the test, made and read by the real certutil and Chromium.</summary>
public sealed class NssTrustTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _certutil;

    public NssTrustTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The places are those of Linux.");
        _certutil = Programs.Require("certutil", "libnss3-tools");
        Directory.CreateDirectory(Home);
    }

    private string Home => _folder["home"];

    private Dictionary<string, string?> Account => new()
    {
        ["HOME"] = Home, ["XDG_DATA_HOME"] = null, ["XDG_CONFIG_HOME"] = null, ["SSLTOOLS_HOME"] = _folder["store"],
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Chromium_trusts_the_site_while_the_root_is_in_the_database_of_the_account()
    {
        var chromium = Programs.Require("chromium", "chromium");
        Succeed("$null = New-SslCertificateAuthority dev -DiscardRootKey", "$null = New-SelfSignedSslCertificate localhost -Authority dev");
        string File(string name) => _folder["store", "certificates", "localhost", name];
        await using var site = new TrustedSite(File("cert.pem"), File("privkey.pem"), File("chain.pem"));
        Refused(Browse(chromium, site, "before"));
        Directory.Delete(_folder["home", ".local"], true);
        Assert.Equal("Installed", Succeed("(Install-SslCertificateAuthority dev -TrustStore Nss -PassThru).Result"));
        Assert.True(System.IO.File.Exists(_folder["home", ".pki", "nssdb", "cert9.db"]));
        Assert.Contains(TrustedSite.Page, Browse(chromium, site, "while").Output);
        Assert.Equal("Removed", Succeed("(Uninstall-SslCertificateAuthority dev -TrustStore Nss -PassThru).Result"));
        Refused(Browse(chromium, site, "after"));
    }

    [Fact]
    public void Of_two_roots_with_one_subject_only_the_very_one_is_removed()
    {
        var profile = Profile("--empty-password");
        Succeed(
            "$null = 'one', 'two' | ForEach-Object { New-SslCertificateAuthority $_ -Subject 'CN=Same' -DiscardRootKey }",
            "Install-SslCertificateAuthority one, two -TrustStore Nss");
        var both = Programs.Run(_certutil, "-L", "-d", "sql:" + profile).Succeeded().Output;
        Assert.Contains("SslTools one", both);
        Assert.Contains("SslTools two", both);
        Succeed("Uninstall-SslCertificateAuthority one -TrustStore Nss");
        Assert.Equal("NotInstalled", Succeed($"(Uninstall-SslCertificateAuthority one -TrustStore Nss -PassThru | Where-Object Path -eq '{profile}').Result"));
        Assert.Equal("AlreadyInstalled", Succeed($"(Install-SslCertificateAuthority two -TrustStore Nss -PassThru | Where-Object Path -eq '{profile}').Result"));
        var rest = Programs.Run(_certutil, "-L", "-d", "sql:" + profile).Succeeded().Output.Split('\n').Single(line => line.Contains("SslTools"));
        var nickname = rest[..60].Trim();
        Assert.StartsWith("SslTools two ", nickname);
        var kept = Programs.Run(_certutil, "-L", "-d", "sql:" + profile, "-n", nickname, "-a").Succeeded().Output.ReplaceLineEndings("\n");
        Assert.Equal(File.ReadAllText(_folder["store", "authorities", "two", "root.pem"]), kept);
    }

    [Fact]
    public void A_profile_with_a_primary_password_is_an_error_and_stays_as_it_was()
    {
        var password = _folder.Write("password", "secret\n");
        var profile = Profile("-f", password);
        Succeed("$null = New-SslCertificateAuthority dev -DiscardRootKey");
        var result = TestShell.RunIn(Account, TestShell.Import, "Install-SslCertificateAuthority dev -TrustStore Nss");
        Assert.Contains("TrustStoreFailed,", result.Error);
        Assert.Contains(profile, result.Error);
        Assert.Contains("a primary password protects it", result.Error);
        Assert.DoesNotContain("SslTools dev", Programs.Run(_certutil, "-L", "-d", "sql:" + profile).Succeeded().Output);
    }

    private static void Refused(ProgramResult page)
    {
        Assert.DoesNotContain(TrustedSite.Page, page.Output);
        Assert.Contains("ERR_CERT_AUTHORITY_INVALID", page.Output + page.Error);
    }

    private string Profile(params string[] protection)
    {
        var profile = _folder["home", ".mozilla", "firefox", "abc.default"];
        Directory.CreateDirectory(profile);
        Programs.Run(_certutil, ["-N", "-d", "sql:" + profile, .. protection]).Succeeded();
        return profile;
    }

    private string Succeed(params string[] scripts) => TestShell.RunIn(Account, [TestShell.Import, .. scripts]).Succeeded().Output.Trim();

    // As root it does without its sandbox; the rest keeps it from the network.
    private ProgramResult Browse(string chromium, TrustedSite site, string profile) => Programs.RunIn(
        Account, chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", $"--user-data-dir={_folder[profile]}", "--dump-dom", site.Url);
}
