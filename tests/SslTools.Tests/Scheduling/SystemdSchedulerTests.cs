using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SslTools.Engine.Scheduling;
using SslTools.Ports;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Scheduling;

/// <summary>The units that systemd gets, and the commands; its answers are played.</summary>
public sealed class SystemdSchedulerTests : IDisposable
{
    private const string Name = "ssltools-renewal-01234567";

    private readonly SchedulerEngine _engine = new();
    private readonly string _units;

    public SystemdSchedulerTests()
    {
        _engine.Make("run", "systemd", "system");
        _units = _engine.Make("etc", "systemd", "system");
    }

    private SystemdScheduler Systemd => new(_engine, _engine.Folder.Path, _engine.Folder["home", "units"]);

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Registering_writes_both_units_and_starts_the_timer()
    {
        await Systemd.RegisterAsync(SchedulerEngine.Task(), default);
        Assert.Equal(["systemctl daemon-reload", $"systemctl enable {Name}.timer", $"systemctl restart {Name}.timer"], _engine.Commands);
        var timer = await File.ReadAllTextAsync(Path.Combine(_units, Name + ".timer"), TestContext.Current.CancellationToken);
        Assert.Contains("OnCalendar=*-*-* 03:17:00\nOnCalendar=*-*-* 15:17:00\nRandomizedDelaySec=3600\nPersistent=true\n", timer);
        var service = await File.ReadAllTextAsync(Path.Combine(_units, Name + ".service"), TestContext.Current.CancellationToken);
        Assert.Contains("User=root\n", service);
        if (!OperatingSystem.IsWindows()) Assert.StartsWith("-rw-r--r--", Programs.Run("ls", "-l", Path.Combine(_units, Name + ".service")).Succeeded().Output);
    }

    [Fact]
    public async Task Nothing_in_a_command_or_a_path_means_anything_to_systemd()
    {
        var plan = await Systemd.PlanAsync(SchedulerEngine.Task(writable: ["/opt/100%", "/home/a b\"c"]), default);
        Assert.Contains(
            """
            ExecStart="/usr/bin/pwsh" "-NonInteractive" "-Command" "Update-SslCertificate -StorePath '/a b/100%%/$$x/\"\\'"
            """ + "\n", plan.Text);
        Assert.Contains("""ReadWritePaths="-/etc" "-/run" "-/srv" "-/var" "-/opt/100%%" "-/home/a b\"c" """.TrimEnd() + "\n", plan.Text);
        Assert.DoesNotContain("MemoryDenyWriteExecute=", plan.Text);
    }

    [Fact]
    public async Task Another_account_has_no_capabilities()
    {
        Assert.Contains("CapabilityBoundingSet=CAP_CHOWN ", (await Systemd.PlanAsync(SchedulerEngine.Task(), default)).Text);
        var plan = await Systemd.PlanAsync(SchedulerEngine.Task("web"), default);
        Assert.Contains("User=web\n", plan.Text);
        Assert.Contains("CapabilityBoundingSet=\n", plan.Text);
    }

    [Fact]
    public async Task An_account_without_rights_uses_its_own_manager_and_is_told_to_linger()
    {
        (_engine.IsElevated, _engine.Current) = (false, "web");
        _engine.Play = command => SchedulerEngine.Ok(command.StartsWith("loginctl", StringComparison.Ordinal) ? "Linger=no\n" : "");
        Assert.Null(await Systemd.FindObstacleAsync(default));
        var plan = await Systemd.PlanAsync(SchedulerEngine.Task("web"), default);
        Assert.EndsWith("loginctl enable-linger web", plan.Advice);

        // What only the system's manager can do makes a unit of another one fail (218/CAPABILITIES).
        Assert.All(new[] { "User=", "CapabilityBoundingSet=", "ProtectSystem=", "PrivateDevices=", "ProtectKernel" }, setting => Assert.DoesNotContain("\n" + setting, plan.Text));
        Assert.Contains("SystemCallFilter=@system-service\n", plan.Text);
        _engine.Commands.Clear();
        await Systemd.RegisterAsync(SchedulerEngine.Task("web"), default);
        Assert.All(_engine.Commands, command => Assert.StartsWith("systemctl --user ", command));
        Assert.True(File.Exists(_engine.Folder["home", "units", Name + ".timer"]));
    }

    [Fact]
    public async Task What_is_registered_so_already_is_current_unless_its_timer_stands_still()
    {
        Assert.False((await Systemd.PlanAsync(SchedulerEngine.Task(), default)).IsCurrent);
        await Systemd.RegisterAsync(SchedulerEngine.Task(), default);
        Assert.True((await Systemd.PlanAsync(SchedulerEngine.Task(), default)).IsCurrent);
        Assert.False((await Systemd.PlanAsync(SchedulerEngine.Task("web"), default)).IsCurrent);
        _engine.Play = command => new ProcessResult(command.Contains("is-active") ? 3 : 0, "", "");
        Assert.False((await Systemd.PlanAsync(SchedulerEngine.Task(), default)).IsCurrent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refusal_leaves_what_was_there(bool registered)
    {
        if (registered) await Systemd.RegisterAsync(SchedulerEngine.Task(), default);
        var before = Units();
        _engine.Play = command => command.Contains("enable") ? new ProcessResult(1, "", "Failed to enable unit: no.") : SchedulerEngine.Ok();
        var error = await Assert.ThrowsAsync<SslToolsException>(() => Systemd.RegisterAsync(SchedulerEngine.Task("web"), default));
        Assert.Equal("SchedulerFailed", error.ErrorId);
        Assert.Contains("Failed to enable unit: no", error.Message);
        Assert.Equal(before, Units());
        Assert.EndsWith(registered ? "restart " + Name + ".timer" : "daemon-reload", _engine.Commands[^1]);
    }

    [Fact]
    public async Task A_task_is_read_back_with_its_last_and_next_run()
    {
        Assert.Null(await Systemd.FindAsync(Name, default));
        await Systemd.RegisterAsync(SchedulerEngine.Task("web"), default);
        _engine.Play = command => SchedulerEngine.Ok(command.Contains(".service")
            ? "ActiveState=inactive\nExecMainStartTimestamp=Mon 2026-11-23 03:40:07 CET\nExecMainCode=1\nExecMainStatus=1\n"
            : "NextElapseUSecRealtime=Mon 2026-11-23 15:51:02 CET\n");
        var task = (await Systemd.FindAsync(Name, default))!;
        Assert.Equal("web", task.Account);
        Assert.StartsWith("\"/usr/bin/pwsh\" ", task.Command);
        Assert.Equal("03:17, 15:17 (up to 60 min later)", task.Schedule.ToString());
        Assert.Equal(new DateTime(2026, 11, 23, 3, 40, 7, DateTimeKind.Local).ToUniversalTime(), task.LastRun);
        Assert.Equal(1, task.LastExitCode);
        Assert.Equal(new DateTime(2026, 11, 23, 15, 51, 2, DateTimeKind.Local).ToUniversalTime(), task.NextRun);
        Assert.Equal(2, task.Path.Count);
    }

    [Theory]
    [InlineData("ActiveState=inactive\nExecMainStartTimestamp=\nExecMainCode=0\nExecMainStatus=0", false, null)]
    [InlineData("ActiveState=activating\nExecMainStartTimestamp=Mon 2026-11-23 03:40:07 UTC\nExecMainCode=0\nExecMainStatus=0", true, null)]
    [InlineData("ActiveState=failed\nExecMainStartTimestamp=Mon 2026-11-23 03:40:07 UTC\nExecMainCode=2\nExecMainStatus=15", true, 143)]
    public async Task A_run_is_none_unfinished_or_ended_by_a_signal(string shown, bool ran, int? code)
    {
        await Systemd.RegisterAsync(SchedulerEngine.Task(), default);
        _engine.Play = command => SchedulerEngine.Ok(command.Contains(".service") ? shown : "NextElapseUSecRealtime=\n");
        var task = (await Systemd.FindAsync(Name, default))!;
        Assert.Equal((ran, code), (task.LastRun is not null, task.LastExitCode));
        Assert.Null(task.NextRun);
    }

    [Fact]
    public async Task Unregistering_leaves_nothing()
    {
        await Systemd.RegisterAsync(SchedulerEngine.Task(), default);
        _engine.Commands.Clear();
        await Systemd.UnregisterAsync(Name, default);
        Assert.Equal("", Units());
        Assert.Equal(
            [$"systemctl disable --now {Name}.timer", $"systemctl clean --what=state {Name}.timer", $"systemctl reset-failed {Name}.service", "systemctl daemon-reload"],
            _engine.Commands);
    }

    [Fact]
    public async Task It_is_used_only_where_it_runs()
    {
        Directory.Delete(_engine.Folder["run"], true);
        Assert.Equal("it does not run here", await Systemd.FindObstacleAsync(default));
    }

    private string Units() => string.Join("\n", Directory.GetFiles(_units).Order().Select(file => file + "\n" + File.ReadAllText(file)));
}
