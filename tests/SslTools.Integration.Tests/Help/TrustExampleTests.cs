using System;
using System.Collections.Generic;
using System.IO;
using SslTools.Testing;
using SslTools.Testing.Help;
using Xunit;

namespace SslTools.Integration.Tests.Help;

/// <summary>The code of the documentation that changes trust stores, run as it stands on stores of the test's own: an account with an NSS database, and a Java with a cacerts.</summary>
public sealed class TrustExampleTests : IDisposable
{
    // Where the code names no store, these are meant; the machine's own is never touched.
    private const string OwnStores = "$PSDefaultParameterValues = @{ '*stall-SslCertificateAuthority:TrustStore' = 'Nss', 'Java' }";

    private static byte[]? _cacerts;

    private readonly TempFolder _folder = new();

    public static TheoryData<string, string> Code => HelpCode.For(Sandbox.Trust);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Code))]
    public void It_does_what_the_page_says(string source, string title)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The places are those of Linux.");
        var (certutil, keytool) = (Programs.Require("certutil", "libnss3-tools"), Programs.Require("keytool", "default-jdk-headless"));
        MakeStores(certutil, keytool);
        var code = HelpCode.Find(source, title);
        var output = TestShell.RunIn(Account(), TestShell.Import, OwnStores, HelpSetup.Commands, HelpSetup.For(code), "'shown:'", code.Code)
            .Succeeded().Output.Split("shown:\n")[1];
        if (code.Output is not null) Assert.Equal(HelpOutput.Comparable(code.Output), HelpOutput.Comparable(output));
    }

    private void MakeStores(string certutil, string keytool)
    {
        foreach (var folder in new[] { "path", "home/.pki/nssdb", "java/bin", "java/lib/security" }) Directory.CreateDirectory(_folder[folder]);
        File.CreateSymbolicLink(_folder["path/certutil"], certutil);
        File.CreateSymbolicLink(_folder["java/bin/keytool"], keytool);
        Programs.Run(certutil, "-N", "-d", "sql:" + _folder["home/.pki/nssdb"], "--empty-password").Succeeded();
        File.WriteAllBytes(_folder["java/lib/security/cacerts"], _cacerts ??= MakeCacerts(keytool));
    }

    private static byte[] MakeCacerts(string keytool)
    {
        using var folder = new TempFolder();
        Programs.Run(
            keytool, "-genkeypair", "-keystore", folder["cacerts"], "-storepass", "changeit", "-alias", "any", "-dname", "CN=any", "-keyalg", "EC").Succeeded();
        return File.ReadAllBytes(folder["cacerts"]);
    }

    private Dictionary<string, string?> Account() => new()
    {
        ["PATH"] = _folder["path"], ["HOME"] = _folder["home"], ["JAVA_HOME"] = _folder["java"], ["SSLTOOLS_HOME"] = _folder["store"],
        ["XDG_DATA_HOME"] = null, ["XDG_CONFIG_HOME"] = null,
    };
}
