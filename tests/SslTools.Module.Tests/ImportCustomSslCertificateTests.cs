using System;
using System.IO;
using System.Linq;
using System.Net;
using SslTools.Testing;
using Xunit;

namespace SslTools.Module.Tests;

public sealed class ImportCustomSslCertificateTests : IDisposable
{
    private readonly ModuleSession _session = new();
    private readonly string _heap;

    public ImportCustomSslCertificateTests()
    {
        _heap = Path.Combine(_session.Folder, "he[a]p");
        Directory.CreateDirectory(_heap);
        _session.Set("heap", _heap);
        _session.Set("store", _session.Store);
        _session.Set("password", new NetworkCredential("", "pässwörd").SecurePassword);
        _session.Succeed("""
            $null = New-SslCertificateAuthority ca -DiscardRootKey
            $made = 'a.example', 'b.example' | New-SelfSignedSslCertificate -Authority ca
            foreach ($c in $made) {
                [IO.File]::Copy($c.FullChainPath, "$heap/$($c.Name).txt")
                [IO.File]::Copy($c.PrivateKeyPath, "$heap/$($c.Name).key")
            }
            [IO.File]::Copy((Get-SslCertificateAuthority ca).RootPath, "$heap/root.cer")
            $platform = (Get-SslCertificate a.example).Certificate
            $null = Export-SslCertificate a.example "$store.pfx" -Password $password
            Remove-SslCertificate * -Confirm:$false
            """);
    }

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Import-CustomSslCertificate -LiteralPath $heap", "a.example b.example")]
    [InlineData("Import-CustomSslCertificate $heap.Replace('[', '`[').Replace(']', '`]')", "a.example b.example")]
    [InlineData("Import-CustomSslCertificate ($heap.Replace('[a]', '?a?') + '/b*'), ($heap.Replace('[a]', '?a?') + '/root*')", "b.example")]
    [InlineData("Import-CustomSslCertificate -LiteralPath $heap -HostName a.example -Name mine", "mine")]
    [InlineData("[IO.DirectoryInfo]::new($heap).GetFiles('b*') | ForEach-Object { [PSCustomObject]@{ PSPath = $_.FullName } } | Import-CustomSslCertificate", "b.example")]
    [InlineData("Import-CustomSslCertificate -CertificatePath \"$($heap.Replace('[a]', '?a?'))/a*.txt\" -PrivateKeyPath \"$($heap.Replace('[a]', '?a?'))/a*.key\"", "a.example")]
    [InlineData("$platform | Import-CustomSslCertificate -ChainPath \"$($heap.Replace('[a]', '?a?'))/b*.txt\"", "a.example")]
    [InlineData("Import-CustomSslCertificate \"$store.pfx\" -Password $password", "a.example")]
    public void What_is_imported_is_stored_with_key_and_chain(string script, string names)
    {
        var emitted = _session.Succeed(script);
        Assert.Equal(names, string.Join(' ', emitted.Select(c => c.Properties["Name"].Value)));
        Assert.All(emitted, certificate => Assert.Equal(1, File.ReadAllText((string)certificate.Properties["ChainPath"].Value).Split("BEGIN CERTIFICATE").Length - 1));
        Assert.Equal(names, string.Join(' ', _session.Succeed("(Get-SslCertificate -Source Custom).Name").Select(name => name.ToString())));
    }

    [Theory]
    [InlineData("Import-CustomSslCertificate nowhere", "FileNotFound")]
    [InlineData("Import-CustomSslCertificate nowhere:/x", "FileNotFound")]
    [InlineData("Import-CustomSslCertificate Env:PATH", "NotAFilePath")]
    [InlineData("Import-CustomSslCertificate -CertificatePath nowhere", "FileNotFound")]
    [InlineData("Import-CustomSslCertificate \"$store.pfx\"", "PasswordRequired")]
    [InlineData("Import-CustomSslCertificate -LiteralPath $heap -HostName 'not a name'", "InvalidHostName")]
    [InlineData("Import-CustomSslCertificate -LiteralPath $heap -Name ../x", "InvalidName")]
    public void What_fails_is_one_error(string script, string error) => _session.Fail(script, error);

    [Fact]
    public void A_failure_of_one_leaves_the_other()
    {
        _session.Succeed("$null = New-SelfSignedSslCertificate a.example");
        var result = _session.Run("Import-CustomSslCertificate -LiteralPath $heap");
        Assert.Equal("b.example", Assert.Single(result.Output).Properties["Name"].Value);
        Assert.StartsWith("AlreadyExists,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_shows_the_whole_plan_and_no_secret()
    {
        var result = _session.Run("Import-CustomSslCertificate -LiteralPath $heap -WhatIf -Verbose");
        Assert.Contains("without the root 'CN=ca Root'", result.Screen);
        Assert.DoesNotContain("PRIVATE", result.Screen + string.Concat(result.Verbose));
        Assert.Empty(_session.Succeed("Get-SslCertificate"));
    }
}
