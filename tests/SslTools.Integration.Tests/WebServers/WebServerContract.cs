using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.WebServers;

/// <summary>What every server keeps, whichever it is: a new one is a fixture and a class of two lines. Those that speak HTTP derive from <see cref="HttpServerContract{T}"/>.</summary>
public abstract class WebServerContract<T> : IDisposable
    where T : ServerFixture, new()
{
    protected const string Shop = "shop.example";
    protected const string Blog = "blog.example";

    protected WebServerContract()
    {
        SiteFile = Server.AddSite(Shop);
        Server.AddSite(Blog);
        Server.Start();
    }

    protected T Server { get; } = new();

    protected ModuleSession Session { get; } = new();

    protected string SiteFile { get; }

    public void Dispose()
    {
        Session.Dispose();
        Server.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void The_very_certificate_is_served_and_the_other_sites_stay()
    {
        var thumbprint = Issue(Shop);
        dynamic binding = Assert.Single(Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters} -PassThru"));
        Assert.Equal(thumbprint, Server.Served(Shop));
        Assert.Equal(thumbprint, binding.Thumbprint);
        Assert.True(binding.Managed);
        Assert.Equal(Shop, Server.AskTls(Shop));
        Assert.Equal(Shop, Server.AskPlain(Shop));
        Assert.Equal(Blog, Server.AskPlain(Blog));
        Assert.Equal(Shop, ((dynamic)Assert.Single(Session.Succeed($"Get-SslBinding sh*.example -Server {Server.Name} -ConfigPath '{Server.ConfigPath}'"))).HostName);
    }

    [Fact]
    public void WhatIf_prints_the_difference_and_changes_nothing()
    {
        Issue(Shop);
        var before = Server.Snapshot();
        var result = Session.Run($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters} -WhatIf");
        Assert.Empty(result.Errors);
        Assert.Contains($"--- {SiteFile}\n+++ {SiteFile}\n@@ ", result.Screen.ReplaceLineEndings("\n"));
        Assert.Equal(before, Server.Snapshot());
        Assert.Null(Server.Served(Shop));
    }

    [Fact]
    public void Twice_changes_nothing_and_removing_gives_the_original_bytes()
    {
        var original = Server.Snapshot();
        Issue(Shop);
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters} {Server.Options}");
        var bound = Server.Snapshot();
        var again = Session.Run($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters} {Server.Options} -Verbose");
        Assert.Empty(again.Errors);
        Assert.Contains(again.Verbose, line => line.Contains("Nothing was changed."));
        Assert.Equal(bound, Server.Snapshot());
        Session.Succeed($"Remove-SslBinding {Shop} {Server.Parameters}");
        Assert.Equal(original, Server.Snapshot());
        Assert.Null(Server.Served(Shop));
    }

    [Fact]
    public void Another_certificate_takes_its_place_and_a_renewed_one_is_taken_up()
    {
        Issue(Shop);
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}");
        var second = Issue($"{Shop} -Name second");
        Session.Succeed($"Set-SslBinding second -HostName {Shop} {Server.Parameters}");
        Assert.Equal(second, Server.Served(Shop));
        var renewed = Issue($"{Shop} -Name second -Force");
        var files = Server.Snapshot();
        Session.Succeed($"Set-SslBinding second -HostName {Shop} {Server.Parameters}");
        Assert.Equal(renewed, Server.Served(Shop));
        Assert.Equal(files, Server.Snapshot());
    }

    [Fact]
    public void A_mistake_elsewhere_in_the_configuration_is_told_in_the_servers_words()
    {
        Issue(Shop);
        var word = Server.BreakElsewhere();
        var before = Server.Snapshot();
        var error = Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}", "ConfigurationBroken");
        Assert.Contains(word, error.ToString());
        Assert.Equal(before, Server.Snapshot());
        Assert.Equal(Shop, Server.AskPlain(Shop));
    }

    [Fact]
    public void A_server_that_does_not_run_is_left_alone()
    {
        Issue(Shop);
        var before = Server.Snapshot();
        Server.Stop();
        Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}", "ServerNotRunning");
        Assert.Equal(before, Server.Snapshot().Where(file => before.ContainsKey(file.Key)));
    }

    [Fact]
    public void A_certificate_that_does_not_fit_is_refused_before_anything_is_changed()
    {
        Issue("other.example");
        Session.Fail($"Set-SslBinding other.example -HostName {Shop} {Server.Parameters}", "CertificateDoesNotCoverName");
        Session.Fail($"New-SelfSignedSslCertificate {Shop} -Ephemeral | Set-SslBinding -HostName {Shop} {Server.Parameters}", "CertificateNotOnDisk");
        Session.Fail($"New-SelfSignedSslCertificate {Shop} -Name old -NotBefore 2020-01-01 -NotAfter 2020-02-01 | Set-SslBinding -HostName {Shop} {Server.Parameters}", "CertificateNotValidNow");
    }

    [Fact]
    public async Task Two_at_once_both_succeed()
    {
        Issue(Shop);
        Issue(Blog);
        string Command(string host) => $"Set-SslBinding {host} -HostName {host} {Server.Parameters} -StorePath '{Session.Store}'";
        var results = await Task.WhenAll(new[] { Shop, Blog }.Select(host => Task.Run(() => TestShell.Run(TestShell.Import, Command(host)))));
        Assert.All(results, result => result.Succeeded());
        Assert.NotNull(Server.Served(Shop));
        Assert.NotNull(Server.Served(Blog));
        Assert.NotEqual(Server.Served(Shop), Server.Served(Blog));
    }

    [Fact]
    public async Task Killed_at_any_instant_the_next_run_goes_on()
    {
        var original = Server.Snapshot();
        var thumbprint = Issue(Shop);
        var random = new Random(11);
        for (var run = 0; run < 4; run++)
        {
            // Binds and removes until it is killed.
            var script = $"while ($true) {{ Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters} -StorePath '{Session.Store}'; [Console]::WriteLine('bound'); "
                + $"Remove-SslBinding {Shop} {Server.Parameters} -StorePath '{Session.Store}' }}";
            using (var process = TestShell.Start(new Dictionary<string, string>(), TestShell.Import, script))
            {
                if (await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)) is null)
                    Assert.Fail(await process.StandardError.ReadToEndAsync());
                Assert.False(process.WaitForExit(random.Next(1, 150)));
                process.Kill();
                await process.WaitForExitAsync();
            }

            Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters} -WarningAction Ignore");
            Assert.Equal(thumbprint, Server.Served(Shop));
            Session.Succeed($"Remove-SslBinding {Shop} {Server.Parameters}");
            Assert.Equal(original, Server.Snapshot());
        }
    }

    [Fact]
    public void The_file_keeps_its_mode()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes.");
            return;
        }

        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(SiteFile, mode);
        Issue(Shop);
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}");
        Assert.Equal(mode, File.GetUnixFileMode(SiteFile));
    }

    protected string Issue(string name) => ((dynamic)Session.Succeed($"New-SelfSignedSslCertificate {name}").Single()).Thumbprint;
}
