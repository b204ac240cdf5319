using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services;
using Xunit;

namespace SslTools.Tests.Scheduling;

/// <summary>Which scheduler, which account, which command, and what is told of the last run.</summary>
public sealed class RenewalTaskServiceTests : IDisposable
{
    private const string Manifest = "/opt/it's/SslTools.psd1";

    private readonly SchedulerEngine _engine = new();
    private readonly RecordingReporter _reporter = new();
    private readonly PlayedScheduler _first = new("first", 0, true);
    private readonly PlayedScheduler _last = new("last", 1, false);
    private readonly IStore _store;

    public RenewalTaskServiceTests()
    {
        _engine.Own.AddRange([_last, _first]);
        _store = _engine.OpenStore(_engine.Folder["store"]);
    }

    private RenewalTaskService Service => new(_engine, _store, _reporter);

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task The_scheduler_of_the_lowest_rank_that_can_be_used_is_the_default()
    {
        Assert.Equal("first", (await PlanAsync()).Scheduler.Name);
        _first.Obstacle = "not here";
        Assert.Equal("last", (await PlanAsync()).Scheduler.Name);
        Assert.Equal("SchedulerUnavailable", (await FailAsync(new() { Manifest = Manifest, Scheduler = "FIRST" })).ErrorId);
        Assert.Equal("UnknownScheduler", (await FailAsync(new() { Manifest = Manifest, Scheduler = "at" })).ErrorId);
        _last.Obstacle = "not installed";
        var error = await FailAsync(new() { Manifest = Manifest });
        Assert.Equal("NoScheduler", error.ErrorId);
        Assert.Contains("last: not installed; first: not here", error.Message);
    }

    [Fact]
    public async Task The_minute_that_was_chosen_once_stays_and_so_nothing_changes()
    {
        var plan = await PlanAsync();
        Assert.True(plan.Task.Schedule.IsTwiceADay);
        Assert.Equal(TimeSpan.FromHours(1), plan.Task.Schedule.RandomDelay);
        await Service.RegisterAsync(plan, default);
        for (var i = 0; i < 20; i++)
        {
            var again = await PlanAsync();
            Assert.True(again.IsCurrent);
            await Service.RegisterAsync(again, default);
        }

        Assert.Equal(1, _first.Registered);
        var moved = await PlanAsync(new() { Manifest = Manifest, Times = [TimeSpan.FromHours(4)] });
        Assert.False(moved.IsCurrent);
        Assert.Equal("04:00", moved.Task.Schedule.ToString());
        Assert.Equal("04:00", (await Service.RegisterAsync(moved, default)).Schedule.ToString());
        Assert.Equal(2, _first.Registered);
    }

    [Fact]
    public async Task A_store_has_one_task()
    {
        await Service.RegisterAsync(await PlanAsync(new() { Manifest = Manifest, Scheduler = "last" }), default);
        var plan = await PlanAsync();
        Assert.Contains(", and no longer last:", plan.Description);
        await Service.RegisterAsync(plan, default);
        Assert.Equal("first", (await Service.ListAsync(default)).Single().Scheduler);
        var log = _engine.Folder.Write("store/renewal.log", "said");
        await Service.UnregisterAsync((await Service.ListAsync(default)).Single(), default);
        Assert.Empty(await Service.ListAsync(default));
        Assert.False(File.Exists(log));
    }

    [Fact]
    public async Task It_runs_under_the_account_that_owns_the_store()
    {
        _engine.Keepers[_store.Location] = "web";
        Assert.Equal("web", (await PlanAsync()).Task.Account);
        (_engine.IsElevated, _engine.Current) = (false, "me");
        Assert.Equal("StoreOfAnother", (await FailAsync(new() { Manifest = Manifest })).ErrorId);
        _engine.Current = "web";
        Assert.Equal("web", (await PlanAsync()).Task.Account);
    }

    [Fact]
    public async Task Pwsh_is_used_where_it_is_and_ssltools_where_it_is_not()
    {
        var options = new RenewalTaskOptions { Manifest = Manifest, Parameters = [new("MetricsPath", "a\u2019b"), new("ThrottleLimit", 3), new("Force", true)] };
        var update = $"Update-SslCertificate -StorePath '{_store.Location}' -MetricsPath 'a\u2019\u2019b' -ThrottleLimit 3 -Force";
        var command = (await PlanAsync(options)).Task.Command;
        Assert.Equal("/usr/bin/pwsh", command.Program);
        Assert.Equal(["-NoProfile", "-NonInteractive", "-Command", $"Import-Module '/opt/it''s/SslTools.psd1' -ErrorAction Stop; {update}"], command.Arguments);
        _engine.Installed.Remove("pwsh");
        _engine.Installed.Add("ssltools");
        command = (await PlanAsync(options)).Task.Command;
        Assert.Equal("/usr/bin/ssltools", command.Program);
        Assert.Equal(["-NonInteractive", "-Command", update], command.Arguments);
        _engine.Installed.Remove("ssltools");
        Assert.Equal("ProgramNotFound", (await FailAsync(options)).ErrorId);
    }

    [Fact]
    public async Task The_folders_that_a_renewal_writes_are_those_of_bindings_and_web_roots()
    {
        await _engine.OpenBindings(_store).SaveAsync(
            new BindingRecord { Server = "nginx", ConfigPath = "/opt/n/nginx.conf", HostName = "a", Port = 443, CertificateName = "a", Changes = [new("/opt/n/sites/a", "", "x", 0)] }, default);
        await _engine.OpenDocuments<AcmeRenewalRecord>(_store, AcmeRenewalRecord.Collection).SaveAsync("a", new AcmeRenewalRecord
        {
            Version = 1, Servers = [], IssuedBy = "", IssuedByAccount = "", Names = ["a"], NotBefore = default, NotAfter = default,
            Challenges = new ChallengeSettings { WebRoots = new Dictionary<string, string> { ["*"] = "/home/a/www" } },
        }, null, default);
        Assert.Equal([_store.Location, "/home/a/www", "/opt/n", "/opt/n/sites"], (await PlanAsync()).Task.WritablePaths);
    }

    [Fact]
    public async Task A_path_with_a_line_break_is_refused() =>
        Assert.Equal("UnusablePath", (await FailAsync(new() { Manifest = "/a\nb/SslTools.psd1" })).ErrorId);

    [Fact]
    public async Task The_later_of_what_the_store_and_the_scheduler_know_is_the_last_run()
    {
        var noon = _engine.Clock.UtcNow.UtcDateTime;
        var task = await Service.RegisterAsync(await PlanAsync(), default);
        Assert.Equal((null, SslTaskResult.Never, null), (task.LastRun, task.LastResult, task.LastExitCode));
        Assert.Equal(task.Schedule.NextAfter(_engine.Clock.UtcNow, TimeZoneInfo.Local), task.NextRun);

        var runs = new RenewalRuns(_engine, _store, _reporter);
        var run = await runs.BeginAsync(default);
        await ShowsAsync(noon, SslTaskResult.Unfinished, null);
        await runs.EndAsync(new RenewalCount().Complete(run, 0), default);
        await ShowsAsync(noon, SslTaskResult.Succeeded, 0);
        await runs.EndAsync(new RenewalCount().Complete(run, 1), default);
        await ShowsAsync(noon, SslTaskResult.Failed, 1);

        // The scheduler began this very run a moment before; then it knows of one that came not so far.
        _first.LastRun = (noon.AddSeconds(-1), 0);
        await ShowsAsync(noon, SslTaskResult.Failed, 1);
        _first.LastRun = (noon.AddHours(1), 127);
        await ShowsAsync(noon.AddHours(1), SslTaskResult.Failed, 127);
        _first.LastRun = (noon.AddHours(1), null);
        await ShowsAsync(noon.AddHours(1), SslTaskResult.Unfinished, null);

        // Killed: the store saw no end, the scheduler did.
        await runs.BeginAsync(default);
        _first.LastRun = (noon.AddSeconds(-1), 143);
        await ShowsAsync(noon.AddSeconds(-1), SslTaskResult.Failed, 143);
    }

    private async Task ShowsAsync(DateTime started, SslTaskResult result, int? code)
    {
        var task = (await Service.ListAsync(default)).Single();
        Assert.Equal((started, result, code), (task.LastRun, task.LastResult, task.LastExitCode));
    }

    private Task<RenewalTaskPlan> PlanAsync(RenewalTaskOptions? options = null) => Service.PlanAsync(options ?? new() { Manifest = Manifest }, default);

    private Task<SslToolsException> FailAsync(RenewalTaskOptions options) => Assert.ThrowsAsync<SslToolsException>(() => PlanAsync(options));

    private sealed class PlayedScheduler(string name, int rank, bool canDelay) : ITaskScheduler
    {
        private RenewalTaskSpec? _task;

        public string? Obstacle { get; set; }

        public int Registered { get; private set; }

        public (DateTime Start, int? Code)? LastRun { get; set; }

        public string Name => name;

        public int Rank => rank;

        public bool CanDelay => canDelay;

        public Task<string?> FindObstacleAsync(CancellationToken cancellationToken) => Task.FromResult(Obstacle);

        public Task<ScheduledTask?> FindAsync(string name, CancellationToken cancellationToken) => Task.FromResult(_task is null ? null : new ScheduledTask
        {
            Account = _task.Account, Command = _task.Command.Program, Schedule = _task.Schedule, LastRun = LastRun?.Start, LastExitCode = LastRun?.Code,
        });

        public Task<SchedulerPlan> PlanAsync(RenewalTaskSpec task, CancellationToken cancellationToken) =>
            Task.FromResult(new SchedulerPlan("text", task.Schedule.ToString() == _task?.Schedule.ToString(), null));

        public Task RegisterAsync(RenewalTaskSpec task, CancellationToken cancellationToken)
        {
            Registered++;
            _task = task;
            return Task.CompletedTask;
        }

        public Task UnregisterAsync(string name, CancellationToken cancellationToken)
        {
            _task = null;
            return Task.CompletedTask;
        }
    }
}
