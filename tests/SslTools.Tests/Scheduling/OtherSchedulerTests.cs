using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using SslTools.Engine.Scheduling;
using SslTools.Ports;
using Xunit;

namespace SslTools.Tests.Scheduling;

/// <summary>What macOS and Windows get; their answers are played.</summary>
public sealed class OtherSchedulerTests : IDisposable
{
    private const string Name = "ssltools-renewal-01234567";

    private readonly SchedulerEngine _engine = new();

    private LaunchdScheduler Launchd => new(_engine, _engine.Folder["lists"], true);

    private WindowsTaskScheduler Windows => new(_engine, true);

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData(true, "system")]
    [InlineData(false, "gui/501")]
    public async Task A_property_list_is_loaded_and_read_back(bool elevated, string domain)
    {
        (_engine.IsElevated, _engine.Current) = (elevated, "web");
        _engine.Play = command => SchedulerEngine.Ok(command == "id -u" ? "501\n" : "");
        var list = _engine.Folder["lists", Name + ".plist"];
        await Launchd.RegisterAsync(SchedulerEngine.Task("web"), default);
        Assert.Equal(
            [$"launchctl bootout {domain}/{Name}", $"launchctl bootstrap {domain} {list}"],
            _engine.Commands.Where(command => command != "id -u"));
        var words = XDocument.Load(list).Descendants("array").First().Elements("string").Select(word => word.Value);
        Assert.Equal([SchedulerEngine.Task().Command.Program, .. SchedulerEngine.Task().Command.Arguments], words);
        Assert.Equal(elevated, (await File.ReadAllTextAsync(list, TestContext.Current.CancellationToken)).Contains("<key>UserName</key>"));
        Assert.True((await Launchd.PlanAsync(SchedulerEngine.Task("web"), default)).IsCurrent);

        var task = (await Launchd.FindAsync(Name, default))!;
        Assert.Equal(("web", "03:17, 15:17"), (task.Account, task.Schedule.ToString()));
        _engine.Commands.Clear();
        await Launchd.UnregisterAsync(Name, default);
        Assert.Equal($"launchctl bootout {domain}/{Name}", _engine.Commands.Single(command => command != "id -u"));
        Assert.False(File.Exists(list));
        Assert.Null(await Launchd.FindAsync(Name, default));
    }

    [Fact]
    public async Task A_list_that_launchd_refuses_is_gone_again()
    {
        _engine.Play = command => command.Contains("bootstrap") ? new ProcessResult(5, "", "Bootstrap failed: 5: Input/output error") : SchedulerEngine.Ok();
        Assert.Contains("Bootstrap failed: 5", (await Assert.ThrowsAsync<SslToolsException>(() => Launchd.RegisterAsync(SchedulerEngine.Task(), default))).Message);
        Assert.Empty(Directory.GetFiles(_engine.Folder["lists"]));
    }

    [Theory]
    [InlineData("SYSTEM", "S-1-5-18", false)]
    [InlineData(@"PC\me", @"PC\me", true)]
    public async Task Windows_gets_a_definition_and_gives_it_back(string account, string id, bool loggedOn)
    {
        _engine.IsElevated = !loggedOn;
        string? definition = null;
        _engine.Play = command =>
        {
            if (command.StartsWith("schtasks /Create ", StringComparison.Ordinal)) definition = File.ReadAllText(command.Split(' ')[5]);
            if (command.StartsWith("powershell ", StringComparison.Ordinal)) return SchedulerEngine.Ok("2026-11-23T02:20:00|1|2026-11-23T14:31:00\r\n");
            return command.Contains("/Query") && definition is null ? new ProcessResult(1, "", "ERROR: The system cannot find the file specified.") : SchedulerEngine.Ok(definition ?? "");
        };
        var wanted = SchedulerEngine.Task(account);
        Assert.Null(await Windows.FindAsync(Name, default));
        Assert.False((await Windows.PlanAsync(wanted, default)).IsCurrent);
        await Windows.RegisterAsync(wanted, default);
        Assert.Matches($@"^schtasks /Create /TN {Name} /XML \S+\.xml /F$", _engine.Commands[^1]);
        Assert.False(File.Exists(_engine.Commands[^1].Split(' ')[5]));
        XNamespace ns = "http://schemas.microsoft.com/windows/2004/02/mit/task";
        var xml = XDocument.Parse(definition!);
        Assert.Equal(id, xml.Descendants(ns + "UserId").Single().Value);
        Assert.Equal(loggedOn, xml.Descendants(ns + "LogonType").Any());
        Assert.Equal("-NonInteractive -Command \"Update-SslCertificate -StorePath '/a b/100%/$x/\\\"\\'\"", xml.Descendants(ns + "Arguments").Single().Value);

        var plan = await Windows.PlanAsync(wanted, default);
        Assert.True(plan.IsCurrent);
        Assert.Equal(loggedOn, plan.Advice is not null);
        Assert.False((await Windows.PlanAsync(wanted with { Schedule = new RenewalSchedule([TimeSpan.Zero]) }, default)).IsCurrent);
        var task = (await Windows.FindAsync(Name, default))!;
        Assert.Equal((account, "03:17, 15:17 (up to 60 min later)"), (task.Account, task.Schedule.ToString()));
        Assert.Equal((new DateTime(2026, 11, 23, 2, 20, 0, DateTimeKind.Utc), 1), (task.LastRun, task.LastExitCode));
        Assert.Equal(new DateTime(2026, 11, 23, 14, 31, 0, DateTimeKind.Utc), task.NextRun);
        await Windows.UnregisterAsync(Name, default);
        Assert.Equal($"schtasks /Delete /TN {Name} /F", _engine.Commands[^1]);
    }

    [Fact]
    public async Task A_task_of_Windows_that_has_not_run_has_no_last_run()
    {
        _engine.Play = _ => new ProcessResult(1, "", "ERROR: The system cannot find the file specified.");
        var definition = (await Windows.PlanAsync(SchedulerEngine.Task("SYSTEM"), default)).Text.Split('\n', 2)[1];
        _engine.Play = command => SchedulerEngine.Ok(command.StartsWith("powershell ", StringComparison.Ordinal) ? "1999-11-30T00:00:00|267011|2026-11-23T14:31:00" : definition);
        var task = (await Windows.FindAsync(Name, default))!;
        Assert.Equal((null, null), (task.LastRun, task.LastExitCode));
    }
}
