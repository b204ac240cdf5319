using System.IO;
using SslTools.Testing;
using Xunit;

namespace SslTools.Module.Tests;

public class NewSelfSignedSslCertificateTests
{
    [Fact]
    public void One_line_issues_keeps_and_emits_a_certificate()
    {
        using var session = new ModuleSession();
        dynamic certificate = Assert.Single(session.Succeed("New-SelfSignedSslCertificate localhost"));
        Assert.Equal("localhost", certificate.Name);
        Assert.Equal("SelfSigned", certificate.Source.ToString());
        Assert.Equal(Path.Combine(session.Store, "certificates", "localhost", "privkey.pem"), certificate.PrivateKeyPath);
        Assert.True(File.Exists(certificate.PrivateKeyPath));
        Assert.True(certificate.Certificate.HasPrivateKey);
    }

    [Fact]
    public void A_bad_record_is_an_error_and_the_next_one_goes_on()
    {
        using var session = new ModuleSession();
        var result = session.Run("'good.example', 'bad_host', 'also-good.example' | New-SelfSignedSslCertificate");
        Assert.Equal(2, result.Output.Count);
        var error = Assert.Single(result.Errors);
        Assert.Equal("InvalidHostName,SslTools.Commands.NewSelfSignedSslCertificateCommand", error.FullyQualifiedErrorId);
    }

    [Fact]
    public void WhatIf_prints_the_plan_and_writes_nothing()
    {
        using var session = new ModuleSession();
        var result = session.Run("New-SelfSignedSslCertificate shop.example, 10.0.0.1 -WhatIf");
        Assert.Empty(result.Output);
        Assert.Contains("shop.example, 10.0.0.1", result.Screen);
        Assert.False(Directory.Exists(session.Store));
    }
}
