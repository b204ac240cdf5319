using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Tests.WebServers;
using Xunit;

namespace SslTools.Tests.Services;

/// <summary>What all servers share: everything or nothing, whatever fails.</summary>
public sealed class BindingTransactionTests : IDisposable
{
    private const string Original = "server {\n    listen 80;\n    server_name a.example;\n}\n";

    private readonly NginxSandbox _sandbox = new();

    public BindingTransactionTests() => _sandbox.Write("sites/a", Original);

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task A_change_is_checked_reloaded_and_remembered_with_its_certificate()
    {
        Assert.True(await _sandbox.SetAsync(_sandbox.Options("a.example"), await _sandbox.IssueAsync("a.example")));
        Assert.Equal(["-t -q", "-s reload"], _sandbox.Commands.Where(command => command[1] != 'V'));
        var record = Assert.Single(await _sandbox.Engine.OpenBindings(_sandbox.Store).ListAsync(default));
        Assert.Equal(("nginx", _sandbox.Config, "a.example", 443, "a.example"), (record.Server, record.ConfigPath, record.HostName, record.Port, record.CertificateName));
        Assert.Null(await JournalAsync());
    }

    [Fact]
    public async Task The_second_time_nothing_is_written_or_reloaded_but_it_is_proved()
    {
        var certificate = await _sandbox.IssueAsync("a.example");
        await _sandbox.SetAsync(_sandbox.Options("a.example"), certificate);
        _sandbox.Commands.Clear();
        Assert.False(await _sandbox.SetAsync(_sandbox.Options("a.example"), certificate));
        Assert.DoesNotContain("-s reload", _sandbox.Commands);
    }

    [Fact]
    public async Task A_renewed_certificate_under_the_same_path_is_taken_up_by_a_reload()
    {
        await _sandbox.SetAsync(_sandbox.Options("a.example"), await _sandbox.IssueAsync("a.example"));
        var before = _sandbox["sites/a"];
        var renewed = await _sandbox.IssueAsync("a.example");
        var plan = await _sandbox.Service.PlanSetAsync(_sandbox.Options("a.example"), renewed, default);
        Assert.True(plan.IsUpToDate);
        _sandbox.Reload = () =>
        {
            _sandbox.Served = [renewed.GetBundle().Leaf];
            return null;
        };
        Assert.True(await _sandbox.Service.ApplyAsync(plan, default));
        Assert.Equal(before, _sandbox["sites/a"]);
    }

    public static TheoryData<string, string> Failures => new()
    {
        { "ConfigurationBroken", "check" },
        { "ConfigurationRejected", "first check" },
        { "ReloadFailed", "reload" },
        { "CertificateNotServed", "serve another" },
        { "HandshakeFailed", "serve none" },
        { "PortTaken", "listen" },
        { "ServerNotRunning", "stop" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Whatever_fails_the_file_is_as_it_was_and_the_words_are_told(string errorId, string failure)
    {
        var certificate = await _sandbox.IssueAsync("a.example");
        var other = await _sandbox.IssueAsync("other.example");
        var checks = 0;
        if (failure == "check") _sandbox.Check = () => "nginx: [emerg] the words";
        if (failure == "first check") _sandbox.Check = () => ++checks == 1 ? "nginx: [emerg] the words" : null;
        if (failure == "reload") _sandbox.Reload = () => "nginx: [error] the words";
        if (failure == "listen") _sandbox.Listeners.Add(new IPEndPoint(IPAddress.Any, 443));
        if (failure == "stop") _sandbox.Write("nginx.pid", "");
        _sandbox.Served = failure switch { "serve another" => [other.GetBundle().Leaf], "serve none" => [], _ => [certificate.GetBundle().Leaf] };
        var plan = await _sandbox.Service.PlanSetAsync(_sandbox.Options("a.example"), certificate, default);

        var error = await Assert.ThrowsAsync<SslToolsException>(() => _sandbox.Service.ApplyAsync(plan, default));
        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains("Nothing was changed.", error.Message);
        if (failure.EndsWith("check", StringComparison.Ordinal) || failure == "reload") Assert.Contains("the words", error.Message);
        Assert.Equal(Original, _sandbox["sites/a"]);
        Assert.Null(await JournalAsync());
        Assert.Empty(await _sandbox.Engine.OpenBindings(_sandbox.Store).ListAsync(default));
    }

    [Fact]
    public async Task A_server_that_is_not_installed_or_not_known_is_named()
    {
        var certificate = await _sandbox.IssueAsync("a.example");
        var unknown = _sandbox.Options("a.example") with { Server = "gopher" };
        Assert.Equal("UnknownServer", (await Assert.ThrowsAsync<SslToolsException>(() => _sandbox.SetAsync(unknown, certificate))).ErrorId);
        _sandbox.Installed = false;
        var error = await Assert.ThrowsAsync<SslToolsException>(() => _sandbox.SetAsync(_sandbox.Options("a.example"), certificate));
        Assert.Equal("ServerNotInstalled", error.ErrorId);
    }

    [Fact]
    public async Task An_Ed25519_certificate_is_warned_of()
    {
        var certificate = await _sandbox.IssueAsync("a.example", SslKeyAlgorithm.Ed25519);
        _sandbox.Warnings.Clear();
        await _sandbox.SetAsync(_sandbox.Options("a.example"), certificate);
        Assert.Contains("Ed25519", Assert.Single(_sandbox.Warnings));
    }

    [Fact]
    public async Task Cancelling_puts_everything_back()
    {
        using var source = new CancellationTokenSource();
        var plan = await _sandbox.Service.PlanSetAsync(_sandbox.Options("a.example"), await _sandbox.IssueAsync("a.example"), default);
        _sandbox.Reload = () =>
        {
            source.Cancel();
            return null;
        };
        var service = new SslTools.Services.BindingService(_sandbox.Engine, _sandbox.Store, _sandbox) { ProofTimeout = TimeSpan.FromMinutes(1) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.ApplyAsync(plan, source.Token));
        Assert.Equal(Original, _sandbox["sites/a"]);
    }

    [Fact]
    public async Task A_run_that_was_killed_before_the_proof_is_undone_by_the_next()
    {
        var certificate = await _sandbox.IssueAsync("a.example");
        var path = Path.Combine(_sandbox.Folder, "sites", "a");
        await JournalAsync(new FileEdit(path, File.ReadAllBytes(path), (Original + "# half\n").Select(c => (byte)c).ToArray()), false);
        _sandbox.Write("sites/a", Original + "# half\n");

        await _sandbox.SetAsync(_sandbox.Options("a.example"), certificate);
        Assert.DoesNotContain("# half", _sandbox["sites/a"]);
        Assert.Contains(_sandbox.Warnings, warning => warning.Contains("interrupted"));
        Assert.Null(await JournalAsync());
        await _sandbox.RemoveAsync("a.example");
        Assert.Equal(Original, _sandbox["sites/a"]);
    }

    [Fact]
    public async Task A_run_that_was_killed_after_the_proof_stands()
    {
        var path = Path.Combine(_sandbox.Folder, "sites", "a");
        await JournalAsync(new FileEdit(path, "before"u8.ToArray(), File.ReadAllBytes(path)), true);
        await _sandbox.SetAsync(_sandbox.Options("a.example"), await _sandbox.IssueAsync("a.example"));
        Assert.Equal(2, (await _sandbox.Engine.OpenBindings(_sandbox.Store).ListAsync(default)).Count);
        Assert.Contains("listen 443 ssl;", _sandbox["sites/a"]);
    }

    [Fact]
    public async Task A_file_that_someone_changed_meanwhile_is_not_overwritten()
    {
        var certificate = await _sandbox.IssueAsync("a.example");
        _sandbox.BeforeWriting = () => _sandbox.Write("sites/a", Original + "# theirs\n");
        var error = await Assert.ThrowsAsync<SslToolsException>(() => _sandbox.SetAsync(_sandbox.Options("a.example"), certificate));
        Assert.Equal("ConfigurationChanged", error.ErrorId);
        Assert.Equal(Original + "# theirs\n", _sandbox["sites/a"]);
    }

    [Fact]
    public async Task Several_sites_take_one_check_and_one_reload()
    {
        _sandbox.Write("sites/b", "server { listen 80; server_name b.example; }");
        var names = new List<string> { "a.example", "b.example" };
        var issuer = new SslTools.Services.SelfSignedService(_sandbox.Engine, _sandbox.Store, _sandbox);
        var certificate = await issuer.IssueAsync(await issuer.PlanAsync(new() { DnsNames = names }, default), default);
        await _sandbox.SetAsync(_sandbox.Options("") with { HostNames = names }, certificate);
        Assert.Single(_sandbox.Commands, command => command == "-s reload");
        Assert.Contains("443", _sandbox["sites/b"]);
    }

    [Fact]
    public async Task Lines_that_were_moved_since_are_found_by_what_they_say()
    {
        await _sandbox.SetAsync(_sandbox.Options("a.example"), await _sandbox.IssueAsync("a.example"));
        _sandbox.Write("sites/a", _sandbox["sites/a"].Replace("    listen 443", "\tlisten  443").Replace("server_name a.example;", "server_name a.example; # mine"));
        await _sandbox.RemoveAsync("a.example");
        Assert.Equal(Original.Replace("a.example;", "a.example; # mine"), _sandbox["sites/a"]);
    }

    [Fact]
    public async Task A_site_bound_by_hand_loses_what_makes_it_answer_HTTPS()
    {
        _sandbox.Write("sites/a", "server {\n  listen 80;\n  listen 443 ssl;\n  server_name a.example;\n  ssl_certificate /x;\n  ssl_certificate_key /x;\n  root /y;\n}\n");
        await _sandbox.RemoveAsync("a.example");
        Assert.Equal("server {\n  listen 80;\n  server_name a.example;\n  root /y;\n}\n", _sandbox["sites/a"]);
    }

    [Theory]
    [InlineData("server { listen 443 ssl; server_name a.example; }", "LastListener")]
    [InlineData("server { listen 80; server_name a.example; }", "BindingNotFound")]
    public async Task A_removal_that_makes_no_sense_is_refused(string config, string errorId)
    {
        _sandbox.Write("sites/a", config);
        Assert.Equal(errorId, (await Assert.ThrowsAsync<SslToolsException>(() => _sandbox.RemoveAsync("a.example"))).ErrorId);
    }

    [Fact]
    public async Task A_removed_certificate_that_is_still_served_is_a_failure()
    {
        var certificate = await _sandbox.IssueAsync("a.example");
        await _sandbox.SetAsync(_sandbox.Options("a.example"), certificate);
        var bound = _sandbox["sites/a"];
        var plan = await _sandbox.Service.PlanRemoveAsync(_sandbox.Options("a.example"), default);
        var error = await Assert.ThrowsAsync<SslToolsException>(() => _sandbox.Service.ApplyAsync(plan, default));
        Assert.Equal("CertificateNotServed", error.ErrorId);
        Assert.Equal(bound, _sandbox["sites/a"]);
    }

    private Task<BindingJournal?> JournalAsync() => _sandbox.Engine.OpenBindings(_sandbox.Store).ReadJournalAsync("nginx", _sandbox.Config, default);

    private Task JournalAsync(FileEdit edit, bool proved) => _sandbox.Engine.OpenBindings(_sandbox.Store).WriteJournalAsync(
        new BindingJournal
        {
            Server = "nginx",
            ConfigPath = _sandbox.Config,
            Edits = [edit],
            Proved = proved,
            Remembered = [new BindingRecord { Server = "nginx", ConfigPath = _sandbox.Config, HostName = "x.example", Port = 443, CertificateName = "x", Changes = [] }],
        },
        default);
}
