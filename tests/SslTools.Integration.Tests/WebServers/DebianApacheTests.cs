using System;
using System.IO;
using System.Linq;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.WebServers;

public sealed class DebianApacheTests : IDisposable
{
    private const string Shop = "shop.example";

    private readonly DebianApacheFixture _server = new();
    private readonly ModuleSession _session = new();
    private readonly string _site;

    public DebianApacheTests()
    {
        _site = _server.AddSite(Shop);
        _server.Start();
        _session.Succeed($"New-SelfSignedSslCertificate {Shop}");
    }

    public void Dispose()
    {
        _session.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void Modules_are_turned_on_and_the_site_alone_is_edited()
    {
        var original = _server.Snapshot();
        var modules = _server.Modules;
        var plan = _session.Run($"Set-SslBinding {Shop} -HostName {Shop} {_server.Parameters} -RedirectHttp -Hsts -TlsPolicy Intermediate -WhatIf");
        Assert.Contains("turn on ssl, socache_shmcb, headers, rewrite by a2enmod", plan.Screen);
        Assert.Equal(modules, _server.Modules);

        _session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {_server.Parameters} -RedirectHttp -Hsts -TlsPolicy Intermediate");
        Assert.Equal([.. modules.Concat(["headers", "rewrite", "socache_shmcb", "ssl"]).Order(StringComparer.Ordinal)], _server.Modules);
        Assert.Equal(Shop, _server.AskTls(Shop));
        Assert.Contains("301 Moved", _server.Curl(Shop, $"http://{Shop}:{_server.HttpPort}/", "-i").Output);
        Assert.Equal([_site], _server.Snapshot().Where(file => original.TryGetValue(file.Key, out var before) && before != file.Value).Select(file => file.Key).Where(file => !file.Contains("sites-enabled")));

        var files = _server.Snapshot();
        _session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {_server.Parameters} -RedirectHttp -Hsts -TlsPolicy Intermediate");
        Assert.Equal(files, _server.Snapshot());
        _session.Succeed($"Remove-SslBinding {Shop} {_server.Parameters}");
        Assert.All(original, file => Assert.Equal(file.Value, _server.Snapshot()[file.Key]));
        Assert.Null(_server.Served(Shop));
    }

    [Fact]
    public void Modules_are_turned_off_again_when_the_change_fails()
    {
        File.WriteAllText(_site, File.ReadAllText(_site).Replace("DocumentRoot", "<IfModule mod_ssl.c>\n\tSSLNoSuchThing on\n\t</IfModule>\n\tDocumentRoot"));
        var original = _server.Snapshot();
        var modules = _server.Modules;
        var error = _session.Fail($"Set-SslBinding {Shop} -HostName {Shop} {_server.Parameters}", "ConfigurationRejected");
        Assert.Contains("SSLNoSuchThing", error.ToString());
        Assert.Equal(modules, _server.Modules);
        Assert.Equal(original, _server.Snapshot());
        Assert.Equal(Shop, _server.AskPlain(Shop));
    }
}
