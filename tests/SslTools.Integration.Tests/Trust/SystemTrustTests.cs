using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.Trust;

/// <summary>The machine's own stores, and programs that are told nothing about trust.</summary>
[Collection(TrustStores.Name)]
public sealed class SystemTrustTests
{
    // Variables that would point a program to another bundle.
    private static readonly Dictionary<string, string?> NoAdvice = new()
    {
        ["CURL_CA_BUNDLE"] = null, ["SSL_CERT_FILE"] = null, ["SSL_CERT_DIR"] = null, ["JAVA_TOOL_OPTIONS"] = null,
    };

    private const string Client = """
        import java.net.URL;
        public class Client {
            public static void main(String[] arguments) throws Exception {
                try (var page = new URL(arguments[0]).openStream()) { System.out.write(page.readAllBytes()); System.out.flush(); }
            }
        }
        """;

    [Fact]
    public async Task Curl_trusts_the_site_while_the_root_is_in_the_system_store()
    {
        TrustStores.RequireRoot();
        var curl = Programs.Require("curl", "curl");
        Programs.Require("update-ca-certificates", "ca-certificates");
        using var session = new ModuleSession();
        await using var site = Issue(session);
        var before = Directory.GetFileSystemEntries("/etc/ssl/certs").Order().ToList();
        const int untrusted = 60;
        Assert.Equal(untrusted, Get(curl, site).ExitCode);
        try
        {
            dynamic change = Assert.Single(session.Succeed("Install-SslCertificateAuthority dev -TrustStore System -PassThru"));
            Assert.Equal("Installed", change.Result.ToString());
            Assert.Equal(TrustedSite.Page, Get(curl, site).Succeeded().Output);
            dynamic again = Assert.Single(session.Succeed("Install-SslCertificateAuthority dev -TrustStore System -PassThru"));
            Assert.Equal("AlreadyInstalled", again.Result.ToString());
        }
        finally
        {
            dynamic change = Assert.Single(session.Succeed("Uninstall-SslCertificateAuthority dev -TrustStore System -PassThru"));
            Assert.Equal("Removed", change.Result.ToString());
        }

        Assert.Equal(untrusted, Get(curl, site).ExitCode);
        Assert.DoesNotContain(Directory.GetFileSystemEntries("/etc/ssl/certs").Except(before), path => path.Contains("ssltools"));
        if (Programs.Find("keytool") is { } keytool)
            Assert.DoesNotContain("ssltools-dev", Programs.Run(keytool, "-list", "-cacerts", "-storepass", "changeit").Succeeded().Output);
    }

    [Fact]
    public async Task Java_trusts_the_site_while_the_root_is_in_its_cacerts()
    {
        TrustStores.RequireRoot();
        Programs.Require("keytool", "default-jdk-headless");
        Programs.Require("javac", "default-jdk-headless");
        using var session = new ModuleSession();
        await using var site = Issue(session);
        var program = Path.Combine(session.Folder, "Client.java");
        File.WriteAllText(program, Client);
        Assert.Contains("PKIX path building failed", Run(program, site).Error);
        try
        {
            dynamic change = Assert.Single(session.Succeed("Get-SslCertificateAuthority dev | Install-SslCertificateAuthority -TrustStore Java -PassThru"));
            Assert.Equal("Installed", change.Result.ToString());
            Assert.Equal(TrustedSite.Page, Run(program, site).Succeeded().Output);
            dynamic again = Assert.Single(session.Succeed("Install-SslCertificateAuthority dev -TrustStore Java -PassThru"));
            Assert.Equal("AlreadyInstalled", again.Result.ToString());
        }
        finally
        {
            dynamic change = Assert.Single(session.Succeed("Uninstall-SslCertificateAuthority dev -TrustStore Java -PassThru"));
            Assert.Equal("Removed", change.Result.ToString());
        }

        Assert.Contains("PKIX path building failed", Run(program, site).Error);
    }

    private static TrustedSite Issue(ModuleSession session)
    {
        session.Succeed("New-SslCertificateAuthority dev -DiscardRootKey");
        dynamic certificate = Assert.Single(session.Succeed("New-SelfSignedSslCertificate localhost -Authority dev"));
        return new TrustedSite(certificate.CertificatePath, certificate.PrivateKeyPath, certificate.ChainPath);
    }

    private static ProgramResult Get(string curl, TrustedSite site) => Programs.RunIn(NoAdvice, curl, "--silent", "--show-error", site.Url);

    private static ProgramResult Run(string program, TrustedSite site) => Programs.RunIn(NoAdvice, "java", program, site.Url);
}
