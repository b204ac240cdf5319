using System;
using System.IO;
using SslTools.Testing;
using Xunit;

namespace SslTools.Module.Tests;

/// <summary>What a careless or hostile caller might give.</summary>
public sealed class HostileInputTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Get-SslCertificate $null")]
    [InlineData("$null | Get-SslCertificate")]
    [InlineData("Get-SslCertificateAuthority $null")]
    [InlineData("Test-SslCertificate $null")]
    [InlineData("Remove-SslCertificate '' -Confirm:$false")]
    public void A_missing_name_is_told_by_PowerShell(string script) =>
        Assert.Contains("ParameterArgumentValidationError", Assert.Single(_session.Run(script).Errors).FullyQualifiedErrorId);

    [Theory]
    [InlineData("New-SelfSignedSslCertificate ('a' * 1000000)", "InvalidHostName")]
    [InlineData("New-SelfSignedSslCertificate a.example -Name ('a' * 1000000)", "InvalidName")]
    [InlineData("New-SelfSignedSslCertificate a.example -Subject ('a' * 1000000)", "InvalidSubject")]
    public void A_huge_text_is_not_shown_whole(string script, string errorId) =>
        Assert.True(_session.Fail(script, errorId).ToString().Length < 400);

    [Fact]
    public void A_link_local_address_loses_its_scope()
    {
        dynamic certificate = Assert.Single(_session.Succeed("New-SelfSignedSslCertificate -IPAddress fe80::1%3"));
        Assert.Equal("ip-fe80--1", certificate.Name);
        Assert.Equal("fe80::1", Assert.Single(certificate.IPAddresses));
    }

    [Fact]
    public void Force_never_replaces_what_is_no_file()
    {
        var mkfifo = Programs.Require("mkfifo", "coreutils");
        var pipe = Path.Combine(_session.Folder, "pipe");
        Programs.Run(mkfifo, pipe).Succeeded();
        _session.Succeed("New-SelfSignedSslCertificate a.example");
        var error = _session.Fail($"Export-SslCertificate a.example -Path '{pipe}' -Force", "WriteFailed");
        Assert.Contains("no regular file", error.ToString());
        Programs.Run("test", "-p", pipe).Succeeded();
    }

    [Fact]
    public void A_configuration_without_an_end_is_refused()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "Needs /dev/zero.");
        Programs.Require("nginx", "nginx-light");
        _session.Fail("Get-SslBinding -ConfigPath /dev/zero", "ConfigurationBroken");
    }
}
