using System;
using SslTools.Integration.Tests.WebServers;
using SslTools.Testing;
using SslTools.Testing.Help;
using Xunit;

namespace SslTools.Integration.Tests.Help;

/// <summary>The code of the documentation that changes a web server, run as it stands on an nginx of the test's own.</summary>
public sealed class BindingExampleTests : IDisposable
{
    private readonly NginxFixture _server = new();
    private readonly ModuleSession _session = new();

    public BindingExampleTests()
    {
        foreach (var site in new[] { "shop.example.com", "www.example.com", "blog.example.com" }) _server.AddSite(site);
        _server.Start();
        _session.Succeed($"$PSDefaultParameterValues['*-SslBinding:ConfigPath'] = '{_server.ConfigPath}'; $PSDefaultParameterValues['*-SslBinding:Port'] = {_server.HttpsPort}");
        _session.Succeed(
            $"$PSDefaultParameterValues['Register-SslPlatform:ConfigPath'] = '{_server.ConfigPath}'; $PSDefaultParameterValues['Register-SslPlatform:Port'] = {_server.HttpsPort}; "
            + "$PSDefaultParameterValues['Register-SslPlatform:EntryPoint'] = '127.0.0.1'");
        _session.Succeed(
            $"$PSDefaultParameterValues['Test-SslEndpoint:ConnectTo'] = '127.0.0.1:{_server.HttpsPort}'; $PSDefaultParameterValues['Test-SslEndpoint:HttpPort'] = {_server.HttpPort}");
    }

    public static TheoryData<string, string> Code => HelpCode.For(Sandbox.Server);

    public void Dispose()
    {
        _session.Dispose();
        _server.Dispose();
    }

    [Theory]
    [MemberData(nameof(Code))]
    public void It_does_what_the_page_says(string source, string title)
    {
        var code = HelpCode.Find(source, title);
        _session.Succeed(HelpSetup.For(code));
        var shown = _session.Show(code.Code);
        if (code.Output is not null) Assert.Equal(HelpOutput.Comparable(code.Output), HelpOutput.Comparable(shown.Replace(_session.Store, "/var/lib/ssltools")));
    }
}
