using System;
using System.Collections.Generic;
using System.IO;
using SslTools.Testing;
using Xunit;

namespace SslTools.Module.Tests;

/// <summary>Install- and Uninstall-SslCertificateAuthority, with a Java of the test's own where something is changed.</summary>
public sealed class TrustStoreCmdletTests : IDisposable
{
    // A keytool that holds one certificate, and remembers what it was asked.
    private const string Keytool = """
        #!/bin/sh
        cd "$(/usr/bin/dirname "$0")"
        echo "$1" >> asked
        case "$1" in
            -importcert) echo "Alias name: $4" > held; /bin/cat >> held ;;
            -list) if [ -e held ]; then /bin/cat held; fi ;;
            -delete) /bin/rm held ;;
        esac
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_unknown_trust_store_ends_the_command_and_the_known_ones_are_named()
    {
        using var session = new ModuleSession();
        var error = session.Fail("'one', 'two' | Install-SslCertificateAuthority -TrustStore System, Foo", "UnknownTrustStore");
        Assert.Contains("'Foo'", error.Exception.Message);
        Assert.Contains("System, Java, Nss", error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("Install")]
    [InlineData("Uninstall")]
    public void An_unknown_authority_is_one_error(string verb)
    {
        using var session = new ModuleSession();
        Assert.Equal("nix", session.Fail($"{verb}-SslCertificateAuthority nix", "NotFound").TargetObject);
        session.Fail($"{verb}-SslCertificateAuthority ../nix", "InvalidName");
        Assert.Empty(session.Succeed($"{verb}-SslCertificateAuthority n*"));
    }

    [Fact]
    public void WhatIf_names_root_and_stores_and_changes_nothing()
    {
        using var session = new ModuleSession();
        dynamic authority = Assert.Single(session.Succeed("New-SslCertificateAuthority dev -DiscardRootKey"));
        var result = session.Run("Install-SslCertificateAuthority dev -WhatIf");
        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
        var told = result.Screen + string.Join("\n", result.Warnings);
        Assert.Contains("System trust store '", told);
        if (result.Screen.Length > 0)
            Assert.Contains($"Trust the root 'CN=dev Root' of 'dev' (SHA-256 {authority.Sha256Fingerprint}) in the ", result.Screen);

        var after = session.Run("Uninstall-SslCertificateAuthority dev -WhatIf -PassThru");
        Assert.NotEmpty(after.Output);
        Assert.All(after.Output, change => Assert.Contains(change.Properties["Result"].Value.ToString(), new[] { "NotInstalled", "Skipped" }));
    }

    [Fact]
    public void A_root_is_installed_once_and_removed_once()
    {
        const string show = " | ForEach-Object { \"$($_.Authority) $($_.TrustStore) $($_.Result)\" }";
        var output = Run(
            "$ca = New-SslCertificateAuthority dev -DiscardRootKey",
            "Install-SslCertificateAuthority dev -TrustStore java",
            "$ca | Install-SslCertificateAuthority -TrustStore Java -PassThru" + show,
            "'d*' | Uninstall-SslCertificateAuthority -TrustStore Java -PassThru" + show,
            "Uninstall-SslCertificateAuthority -InputObject $ca -TrustStore Java -PassThru" + show).Succeeded().Output;
        Assert.Equal("dev Java AlreadyInstalled|dev Java Removed|dev Java NotInstalled", string.Join('|', output.ReplaceLineEndings("\n").Trim().Split('\n')));
        Assert.Equal(
            ["-list", "-importcert", "-list", "-list", "-list", "-delete", "-list"], File.ReadAllLines(_folder["java/bin/asked"]));
    }

    [Fact]
    public void An_authority_of_another_store_comes_by_the_pipeline()
    {
        Run(
            $"$ca = New-SslCertificateAuthority dev -DiscardRootKey -StorePath '{_folder["elsewhere"]}'",
            "$ca | Install-SslCertificateAuthority -TrustStore Java").Succeeded();
        Assert.Contains("Alias name: ssltools-dev-", File.ReadAllText(_folder["java/bin/held"]));
    }

    [Fact]
    public void One_bad_name_does_not_keep_the_others_out()
    {
        var result = Run("$null = New-SslCertificateAuthority dev -DiscardRootKey", "'nix', [pscustomobject]@{ Name = 'dev' } | Install-SslCertificateAuthority -TrustStore Java");
        Assert.Contains("NotFound,", result.Error);
        Assert.Contains("Alias name: ssltools-dev-", File.ReadAllText(_folder["java/bin/held"]));
    }

    [Fact]
    public void Names_and_trust_stores_are_completed()
    {
        using var session = new ModuleSession();
        session.Succeed("New-SslCertificateAuthority dev -DiscardRootKey");
        Assert.Equal("dev", Complete(session, $"Install-SslCertificateAuthority -StorePath '{session.Store}' -Name d"));
        Assert.Equal("System,Java,Nss", Complete(session, "Uninstall-SslCertificateAuthority dev -TrustStore "));
        Assert.Equal("Java", Complete(session, "Install-SslCertificateAuthority dev -TrustStore j"));
    }

    private static string Complete(ModuleSession session, string line) => string.Join(",", session.Succeed(
        $"[System.Management.Automation.CommandCompletion]::CompleteInput({Quote(line)}, {line.Length}, $null).CompletionMatches | ForEach-Object CompletionText"));

    private static string Quote(string text) => $"'{text.Replace("'", "''")}'";

    // Nothing is on the search path, so that this Java is the only one.
    private ProgramResult Run(params string[] scripts)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The keytool of this test is a shell script.");
        _folder.Write("java/lib/security/cacerts", "");
        var keytool = _folder.Write("java/bin/keytool", Keytool);
        Programs.Run("chmod", "+x", keytool).Succeeded();
        var environment = new Dictionary<string, string?>
        {
            ["PATH"] = _folder.Path, ["HOME"] = _folder.Path, ["JAVA_HOME"] = _folder["java"], ["SSLTOOLS_HOME"] = _folder["store"],
        };
        return TestShell.RunIn(environment, [TestShell.Import, .. scripts]);
    }
}
