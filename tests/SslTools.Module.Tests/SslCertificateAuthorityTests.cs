using System;
using System.IO;
using System.Linq;
using System.Net;
using SslTools.Testing;
using Xunit;

namespace SslTools.Module.Tests;

public sealed class SslCertificateAuthorityTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public SslCertificateAuthorityTests()
    {
        _session.Set("passphrase", new NetworkCredential("", "correct horse").SecurePassword);
        _session.Set("wrong", new NetworkCredential("", "wrong").SecurePassword);
        _session.Set("empty", new NetworkCredential("", "").SecurePassword);
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public void An_intermediate_signs_and_goes_into_the_chain()
    {
        _session.Succeed("New-SslCertificateAuthority home -Passphrase $passphrase");
        dynamic certificate = Assert.Single(_session.Succeed("New-SelfSignedSslCertificate a.example -Authority home"));
        Assert.Equal("CertificateAuthority", certificate.Source.ToString());
        Assert.Equal("CN=home Root Intermediate", certificate.Issuer);
        Assert.Equal(
            File.ReadAllText(Path.Combine(_session.Store, "authorities", "home", "intermediate.pem")), File.ReadAllText(certificate.ChainPath));
    }

    [Fact]
    public void The_root_key_is_kept_encrypted_or_not_at_all()
    {
        _session.Succeed("New-SslCertificateAuthority kept -Passphrase $passphrase; New-SslCertificateAuthority thrown -DiscardRootKey");
        Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----", File.ReadAllText(Path.Combine(_session.Store, "authorities", "kept", "root-key.pem")), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_session.Store, "authorities", "thrown", "root-key.pem")));
        Assert.Equal("Encrypted Discarded", string.Join(' ', _session.Succeed("(Get-SslCertificateAuthority).RootKey")));
    }

    [Fact]
    public void A_root_without_intermediate_signs_with_the_passphrase_alone()
    {
        _session.Succeed("New-SslCertificateAuthority plain -NoIntermediate -Passphrase $passphrase");
        _session.Fail("New-SelfSignedSslCertificate a.example -Authority plain", "PassphraseRequired");
        _session.Fail("New-SelfSignedSslCertificate a.example -Authority plain -AuthorityPassphrase $wrong", "WrongPassphrase");
        dynamic certificate = Assert.Single(_session.Succeed("New-SelfSignedSslCertificate a.example -Authority plain -AuthorityPassphrase $passphrase"));
        Assert.Equal("CN=plain Root", certificate.Issuer);
        Assert.Equal("", File.ReadAllText(certificate.ChainPath));
    }

    [Theory]
    [InlineData("www.home.example", true)]
    [InlineData("home.example", true)]
    [InlineData("*.home.example", true)]
    [InlineData("10.9.9.9", true)]
    [InlineData("nothome.example", false)]
    [InlineData("example", false)]
    [InlineData("11.0.0.1", false)]
    [InlineData("::1", false)]
    public void Name_constraints_are_checked_before_signing(string name, bool permitted)
    {
        _session.Succeed("New-SslCertificateAuthority home -DiscardRootKey -PermittedDnsName home.example -PermittedIPAddress 10.0.0.0/8");
        var script = $"New-SelfSignedSslCertificate '{name}' -Authority home -Ephemeral";
        if (permitted) Assert.Single(_session.Succeed(script));
        else _session.Fail(script, "NameNotPermitted");
    }

    [Fact]
    public void A_certificate_ends_with_its_authority_at_the_latest()
    {
        _session.Succeed("New-SslCertificateAuthority short -DiscardRootKey -ValidityDays 10");
        dynamic certificate = Assert.Single(_session.Succeed("New-SelfSignedSslCertificate a.example -Authority short"));
        Assert.Equal(((dynamic)_session.Succeed("Get-SslCertificateAuthority short").Single()).NotAfter, certificate.NotAfter);
        Assert.Contains("ends with its authority", Assert.Single(_session.Run("New-SelfSignedSslCertificate b.example -Authority short -ValidityDays 20").Warnings));
        _session.Fail("New-SelfSignedSslCertificate c.example -Authority short -NotBefore 2100-01-01", "AuthorityExpired");
    }

    [Theory]
    [InlineData("New-SslCertificateAuthority home -Passphrase $empty", "EmptyPassphrase")]
    [InlineData("New-SslCertificateAuthority ../home -DiscardRootKey", "InvalidName")]
    [InlineData("New-SslCertificateAuthority home -DiscardRootKey -ValidityDays 0", "InvalidValidity")]
    [InlineData("New-SslCertificateAuthority home -DiscardRootKey -PermittedIPAddress 10.0.0.0/99", "InvalidAddressRange")]
    [InlineData("New-SslCertificateAuthority home -DiscardRootKey -PermittedDnsName 'not a name'", "InvalidHostName")]
    [InlineData("New-SslCertificateAuthority home -DiscardRootKey -Subject nonsense", "InvalidSubject")]
    [InlineData("New-SslCertificateAuthority home -DiscardRootKey -NoIntermediate", "AmbiguousParameterSet")]
    [InlineData("Get-SslCertificateAuthority nobody", "NotFound")]
    public void Bad_input_gets_one_error_and_nothing_is_written(string script, string errorId)
    {
        _session.Fail(script, errorId);
        Assert.False(Directory.Exists(_session.Store));
    }

    [Fact]
    public void An_existing_authority_is_replaced_only_with_Force()
    {
        _session.Succeed("New-SslCertificateAuthority home -DiscardRootKey");
        _session.Fail("New-SslCertificateAuthority home -DiscardRootKey", "AlreadyExists");
        _session.Succeed("New-SslCertificateAuthority home -DiscardRootKey -Force");
    }

    [Fact]
    public void WhatIf_prints_the_plan_and_writes_nothing()
    {
        var result = _session.Run("New-SslCertificateAuthority home -DiscardRootKey -PermittedDnsName home.example -WhatIf");
        Assert.Contains("root with an intermediate that signs", result.Screen);
        Assert.Contains("only for home.example", result.Screen);
        Assert.False(Directory.Exists(_session.Store));
    }
}
