using System;
using System.IO;
using System.Linq;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.WebServers;

public sealed class LighttpdTests : ReloadingServerContract<LighttpdFixture>
{
    [Fact]
    public void Each_name_gets_its_certificate_and_the_process_stays()
    {
        var process = Server.ProcessId;
        var shop = Issue(Shop);
        var blog = Issue(Blog);
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}; Set-SslBinding {Blog} -HostName {Blog} {Server.Parameters}");
        Assert.Equal((shop, blog), (Server.Served(Shop), Server.Served(Blog)));

        // What the first one brought is gone; the second one has its own.
        Session.Succeed($"Remove-SslBinding {Shop} {Server.Parameters}");
        Assert.Equal((blog, blog), (Server.Served(Shop), Server.Served(Blog)));
        Assert.Equal(process, Server.ProcessId);
    }

    [Fact]
    public void A_server_that_gave_root_away_gets_a_copy_that_follows_renewals()
    {
        if (!Environment.IsPrivilegedProcess) Assert.Skip("Only root can start lighttpd for another account.");
        Server.RunAs("nobody");
        var process = Server.ProcessId;
        var original = Server.Snapshot();
        var first = Issue(Shop);
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}");
        Assert.Equal(first, Server.Served(Shop));
        var copy = Path.Combine(Server.Copies, Shop + ".pem");
        Assert.StartsWith("nobody 600", Programs.Run("stat", "-c", "%U %a", copy).Output);
        var second = Issue($"{Shop} -Force");
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}");
        Assert.Equal(second, Server.Served(Shop));
        Session.Succeed($"Remove-SslBinding {Shop} {Server.Parameters}");
        Assert.False(File.Exists(copy));
        Assert.Equal(original, Server.Snapshot());
        Assert.Equal(process, Server.ProcessId);
    }

    [Fact]
    public void A_socket_written_by_hand_is_used_and_shown()
    {
        var thumbprint = Issue(Blog);
        var folder = Path.Combine(Session.Store, "certificates", Blog);
        var own = Path.Combine(Path.GetDirectoryName(Server.ConfigPath)!, "own.pem");
        File.WriteAllText(own, File.ReadAllText(Path.Combine(folder, "fullchain.pem")) + File.ReadAllText(Path.Combine(folder, "privkey.pem")));
        Server.Stop();
        File.AppendAllText(Server.ConfigPath, $$"""
            server.modules += ( "mod_openssl" )
            $SERVER["socket"] == "127.0.0.1:{{Server.HttpsPort}}" {
                ssl.engine = "enable"
                ssl.pemfile = "{{own}}"
            }

            """);
        Server.Start();
        var original = Server.Snapshot();
        var bindings = Session.Succeed($"Get-SslBinding -Server lighttpd -ConfigPath '{Server.ConfigPath}'").Cast<dynamic>().ToList();
        Assert.Equal(2, bindings.Count);
        Assert.All(bindings, binding => Assert.False(binding.Managed));
        Assert.All(bindings, binding => Assert.Equal(thumbprint, binding.Thumbprint));

        var shop = Issue(Shop);
        Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters} -TlsPolicy Modern", "PolicyOfSocket");
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}");
        Assert.Equal((shop, thumbprint), (Server.Served(Shop), Server.Served(Blog)));
        Assert.DoesNotContain(":=", File.ReadAllText(SiteFile));
        Session.Succeed($"Remove-SslBinding {Shop} {Server.Parameters}");
        Assert.Equal(original, Server.Snapshot());
        Assert.Equal(thumbprint, Server.Served(Shop));
    }

    [Fact]
    public void A_store_in_a_folder_with_an_odd_name_is_read()
    {
        var store = Path.Combine(Session.Folder, "it's \"a\" st{o}re; \\n $x #é");
        Session.Set("odd", store);
        Session.Succeed($"New-SelfSignedSslCertificate {Shop} -StorePath $odd | Set-SslBinding -HostName {Shop} {Server.Parameters} -StorePath $odd");
        dynamic binding = Assert.Single(Session.Succeed($"Get-SslBinding -Server lighttpd -ConfigPath '{Server.ConfigPath}' -StorePath $odd"));
        Assert.Equal(Shop, binding.CertificateName);
        Assert.Equal(binding.Thumbprint, Server.Served(Shop));
    }

    [Fact]
    public void A_broken_file_is_named_with_its_line()
    {
        Issue(Shop);
        File.AppendAllText(SiteFile, "$HTTP[\"host\"] == \"x\" {\n");
        var error = Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}", "ConfigurationBroken");
        Assert.Contains($"{SiteFile}:{File.ReadLines(SiteFile).Count() + 1}", error.ToString());
    }
}
