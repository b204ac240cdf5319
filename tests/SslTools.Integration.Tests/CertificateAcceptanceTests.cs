using System;
using System.IO;
using System.Linq;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests;

/// <summary>What we issue, as OpenSSL, GnuTLS and Java see it.</summary>
public sealed class CertificateAcceptanceTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public static TheoryData<string> Algorithms => ["P256", "P384", "P521", "RSA2048", "RSA3072", "RSA4096", "Ed25519"];

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void OpenSSL_verifies_a_self_signed_certificate_for_its_names(string algorithm)
    {
        var openssl = Programs.Require("openssl", "openssl");
        var files = SelfSigned(algorithm);
        Programs.Run(openssl, "verify", "-CAfile", files.Certificate, "-verify_hostname", "localhost", files.Certificate).Succeeded();
        Programs.Run(openssl, "verify", "-CAfile", files.Certificate, "-verify_ip", "::1", files.Certificate).Succeeded();
        Assert.NotEqual(0, Programs.Run(openssl, "verify", "-CAfile", files.Certificate, "-verify_hostname", "other", files.Certificate).ExitCode);
        Programs.Run(openssl, "pkey", "-in", files.Key, "-noout", "-check").Succeeded();
        Assert.Equal(
            Programs.Run(openssl, "pkey", "-in", files.Key, "-pubout").Succeeded().Output,
            Programs.Run(openssl, "x509", "-in", files.Certificate, "-noout", "-pubkey").Succeeded().Output);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void OpenSSL_verifies_a_chain_of_the_local_CA_strictly(string algorithm)
    {
        var openssl = Programs.Require("openssl", "openssl");
        var files = Signed(algorithm);
        string[] verify = ["verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", files.Root, "-untrusted", files.Chain];
        Programs.Run(openssl, [.. verify, "-verify_hostname", "www.home.example", files.Certificate]).Succeeded();
        Assert.NotEqual(0, Programs.Run(openssl, "verify", "-CAfile", files.Root, files.Certificate).ExitCode);
    }

    [Fact]
    public void OpenSSL_refuses_a_name_outside_the_constraints()
    {
        // Signed by OpenSSL with the intermediate's key: our own check would refuse it first.
        var openssl = Programs.Require("openssl", "openssl");
        var files = Signed("P256");
        var leaf = Path.Combine(_session.Folder, "outside.pem");
        Programs.Run(
            openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", Path.Combine(_session.Folder, "k.pem"), "-out", leaf,
            "-subj", "/CN=outside.example", "-addext", "subjectAltName=DNS:outside.example", "-CA", Path.Combine(Path.GetDirectoryName(files.Root)!, "intermediate.pem"),
            "-CAkey", Path.Combine(Path.GetDirectoryName(files.Root)!, "intermediate-key.pem")).Succeeded();
        var result = Programs.Run(openssl, "verify", "-CAfile", files.Root, "-untrusted", files.Chain, leaf);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("permitted subtree violation", result.Output + result.Error);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void GnuTLS_verifies_a_chain_of_the_local_CA(string algorithm)
    {
        var certtool = Programs.Require("certtool", "gnutls-bin");
        var files = Signed(algorithm);
        var result = Programs.Run(certtool, "--verify", "--load-ca-certificate", files.Root, "--infile", files.FullChain, "--verify-hostname", "www.home.example", "--verify-purpose", "1.3.6.1.5.5.7.3.1").Succeeded();
        Assert.Contains("Verified. The certificate is trusted.", result.Output);
        Programs.Run(certtool, "--key-info", "--infile", files.Key).Succeeded();
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void GnuTLS_reads_a_self_signed_certificate(string algorithm)
    {
        var certtool = Programs.Require("certtool", "gnutls-bin");
        var files = SelfSigned(algorithm);
        var info = Programs.Run(certtool, "--certificate-info", "--infile", files.Certificate).Succeeded().Output;
        Assert.Contains("DNSname: localhost", info);
        Assert.Contains("IPAddress: ::1", info);
        Assert.DoesNotContain("warning", info, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Java_reads_the_chain(string algorithm)
    {
        var keytool = Programs.Require("keytool", "default-jdk-headless");
        var files = Signed(algorithm);
        var info = Programs.Run(keytool, "-printcert", "-file", files.FullChain).Succeeded().Output;
        Assert.Contains("DNSName: www.home.example", info);
        Assert.Equal(2, info.Split('\n').Count(line => line.StartsWith("Owner:", StringComparison.Ordinal)));
        Assert.DoesNotContain("Warning", info);
    }

    private Files SelfSigned(string algorithm) =>
        FilesOf(_session.Succeed($"New-SelfSignedSslCertificate localhost, 127.0.0.1, ::1 -KeyAlgorithm {algorithm} -WarningAction Ignore").Single(), "");

    private Files Signed(string algorithm)
    {
        dynamic authority = _session.Succeed($"New-SslCertificateAuthority home -DiscardRootKey -KeyAlgorithm {algorithm} -PermittedDnsName home.example").Single();
        return FilesOf(_session.Succeed($"New-SelfSignedSslCertificate www.home.example -Authority home -KeyAlgorithm {algorithm} -WarningAction Ignore").Single(), authority.RootPath);
    }

    private static Files FilesOf(dynamic certificate, string root) =>
        new(certificate.CertificatePath, certificate.PrivateKeyPath, certificate.ChainPath, certificate.FullChainPath, root);

    private sealed record Files(string Certificate, string Key, string Chain, string FullChain, string Root);
}
