using System;
using System.IO;
using System.Threading.Tasks;
using SslTools.Services;
using SslTools.Tests.WebServers;
using Xunit;

namespace SslTools.Tests.Services;

/// <summary>Servers that need files made from the certificate, and programs of their own.</summary>
public sealed class DeployedFileTests : IDisposable
{
    private readonly ImaginaryServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task The_file_is_its_owners_alone_and_is_remembered_and_removed_with_the_binding()
    {
        await SetAsync();
        Assert.Contains("PRIVATE KEY", File.ReadAllText(_server.KeyPath));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_server.KeyPath));
        var record = Assert.Single(await _server.Engine.OpenBindings(_server.Store).ListAsync(default));
        Assert.Equal([_server.KeyPath], record.DeployedPaths);
        Assert.Equal(993, record.Port);
        await _server.Service.ApplyAsync(await _server.Service.PlanRemoveAsync(Options, default), default);
        Assert.False(File.Exists(_server.KeyPath));
    }

    [Fact]
    public async Task The_plan_tells_of_the_file_and_the_program_and_shows_no_key()
    {
        var plan = await _server.Service.PlanSetAsync(Options, await IssueAsync(), default);
        Assert.Contains("enable the module", plan.Description);
        Assert.Contains($"+++ {_server.KeyPath}", plan.Description);
        Assert.DoesNotContain("KEY-----", plan.Description);
    }

    [Fact]
    public async Task A_failing_reload_takes_the_file_and_the_programs_work_away_again()
    {
        _server.ReloadComplaint = "no";
        Assert.Equal("ReloadFailed", (await Assert.ThrowsAsync<SslToolsException>(SetAsync)).ErrorId);
        Assert.False(File.Exists(_server.KeyPath));
        Assert.False(File.Exists(_server.ModulePath));
    }

    [Fact]
    public async Task A_failing_reload_puts_the_former_file_back()
    {
        await SetAsync();
        var before = File.ReadAllText(_server.KeyPath);
        _server.ReloadComplaint = "no";
        await Assert.ThrowsAsync<SslToolsException>(SetAsync);
        Assert.Equal(before, File.ReadAllText(_server.KeyPath));
        Assert.True(File.Exists(_server.ModulePath));
    }

    [Fact]
    public async Task A_failing_program_is_told_with_its_words()
    {
        _server.Program = ["ls", "/no/such/folder"];
        var error = await Assert.ThrowsAsync<SslToolsException>(SetAsync);
        Assert.Equal("ServerCommandFailed", error.ErrorId);
        Assert.Contains("/no/such/folder", error.Message);
        Assert.False(File.Exists(_server.KeyPath));
    }

    [Fact]
    public async Task What_a_killed_run_left_is_taken_away_by_the_next()
    {
        var certificate = await IssueAsync();
        var plan = _server.PlanSet(new BindingRequest
        {
            HostNames = ["a.example"], Port = 993, CertificatePath = certificate.FullChainPath!, PrivateKeyPath = certificate.PrivateKeyPath!, Bundle = certificate.GetBundle(),
        });
        await _server.Engine.OpenBindings(_server.Store).WriteJournalAsync(
            new BindingJournal { Server = _server.Name, ConfigPath = _server.ConfigPath, Edits = plan.Edits, Commands = plan.Commands }, default);
        await _server.Engine.ServerFiles.CreateAsync(_server.KeyPath, plan.Edits[0].After!, true, null, default);
        File.WriteAllText(_server.ModulePath, "");

        _server.ReloadComplaint = "no";
        await Assert.ThrowsAsync<SslToolsException>(SetAsync);
        Assert.False(File.Exists(_server.KeyPath));
        Assert.False(File.Exists(_server.ModulePath));
    }

    [Fact]
    public async Task What_the_server_has_no_setting_for_is_refused()
    {
        var error = await Assert.ThrowsAsync<SslToolsException>(async () => await _server.Service.PlanSetAsync(Options with { Hsts = true }, await IssueAsync(), default));
        Assert.Equal("FeatureNotSupported", error.ErrorId);
        await _server.Service.PlanSetAsync(Options with { TlsPolicy = SslTlsPolicy.Modern }, await IssueAsync(), default);
    }

    private static BindingOptions Options => new() { Server = "Imaginary", HostNames = ["a.example"] };

    private async Task SetAsync() => await _server.Service.ApplyAsync(await _server.Service.PlanSetAsync(Options, await IssueAsync(), default), default);

    private async Task<SslCertificate> IssueAsync()
    {
        var service = new SelfSignedService(_server.Engine, _server.Store, _server.Reporter);
        return await service.IssueAsync(await service.PlanAsync(new SelfSignedOptions { DnsNames = ["a.example"], Force = true }, default), default);
    }
}
