using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CsCheck;
using SslTools.Engine.Scheduling;
using SslTools.Ports;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Scheduling;

/// <summary>What cron gets: a file, or a block in a crontab that stays what it was.</summary>
public sealed class CronSchedulerTests : IDisposable
{
    private const string Name = "ssltools-renewal-01234567";
    private const string Others = "MAILTO=me\n5 4 * * * /usr/bin/other 100\\%\n";

    private readonly SchedulerEngine _engine = new();
    private readonly string _folder;
    private string? _crontab;

    public CronSchedulerTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no cron.");
        _folder = _engine.Make("cron.d");
        _engine.Play = command => command switch
        {
            "crontab -l" => _crontab is null ? new ProcessResult(1, "", "no crontab for web\n") : SchedulerEngine.Ok(_crontab),
            "crontab -" => Taken(_engine.Inputs[^1]),
            "crontab -r" => Taken(null),
            _ => throw new InvalidOperationException(command),
        };
    }

    private CronScheduler Cron => new(_engine, _folder);

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Root_has_a_file_of_its_own()
    {
        await Cron.RegisterAsync(SchedulerEngine.Task("web"), default);
        var file = Path.Combine(_folder, Name);
        Assert.EndsWith(
            """
            SHELL=/bin/sh
            17 3,15 * * * web '/usr/bin/pwsh' '-NonInteractive' '-Command' 'Update-SslCertificate -StorePath '\''/a b/100'\%'/$x/"\'\''' >'/var/lib/ssltools/renewal.log' 2>&1

            """, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.StartsWith("-rw-r--r--", Programs.Run("ls", "-l", file).Succeeded().Output);
        Assert.True((await Cron.PlanAsync(SchedulerEngine.Task("web"), default)).IsCurrent);
        Assert.False((await Cron.PlanAsync(SchedulerEngine.Task(), default)).IsCurrent);
        Assert.Empty(_engine.Commands);

        var task = (await Cron.FindAsync(Name, default))!;
        Assert.Equal(("web", "03:17, 15:17"), (task.Account, task.Schedule.ToString()));
        Assert.StartsWith("'/usr/bin/pwsh' ", task.Command);
        Assert.Equal([file], task.Path);
        await Cron.UnregisterAsync(Name, default);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
        Assert.Null(await Cron.FindAsync(Name, default));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Others)]
    [InlineData("1 2 * * * /no/line/end")]
    public async Task Others_have_a_block_in_their_crontab(string? before)
    {
        (_engine.IsElevated, _engine.Current, _crontab) = (false, "web", before);
        await Cron.RegisterAsync(SchedulerEngine.Task("web"), default);
        Assert.StartsWith(before ?? "", _crontab);
        Assert.Contains("\n17 3,15 * * * '/usr/bin/pwsh' ", _crontab);
        Assert.True((await Cron.PlanAsync(SchedulerEngine.Task("web"), default)).IsCurrent);

        var moved = SchedulerEngine.Task("web") with { Schedule = new RenewalSchedule([new TimeSpan(4, 5, 0), new TimeSpan(6, 7, 0)]) };
        await Cron.RegisterAsync(moved, default);
        Assert.DoesNotContain("17 3,15", _crontab);
        Assert.Equal("04:05, 06:07", (await Cron.FindAsync(Name, default))!.Schedule.ToString());

        await Cron.UnregisterAsync(Name, default);
        Assert.Equal(before?.TrimEnd('\n'), _crontab?.TrimEnd('\n'));
        Assert.Equal(before is null ? "crontab -r" : "crontab -", _engine.Commands[^1]);
        Assert.Null(await Cron.FindAsync(Name, default));
    }

    [Fact]
    public async Task An_account_that_may_not_use_cron_is_told_so()
    {
        _engine.IsElevated = false;
        _engine.Play = _ => new ProcessResult(1, "", "You (web) are not allowed to use this program (crontab)");
        Assert.Contains("not allowed to use this program", await Cron.FindObstacleAsync(default));
        _engine.Installed.Remove("crontab");
        Assert.Equal("it is not installed", await Cron.FindObstacleAsync(default));
    }

    [Fact]
    public async Task Without_a_folder_for_root_a_task_of_another_account_is_refused()
    {
        Directory.Delete(_folder);
        Assert.Contains("'web' alone can register its task", (await Assert.ThrowsAsync<SslToolsException>(() => Cron.PlanAsync(SchedulerEngine.Task("web"), default))).Message);
        await Cron.RegisterAsync(SchedulerEngine.Task(), default);
        Assert.Contains(Name, _crontab);
    }

    [Fact]
    public async Task A_command_that_cron_would_cut_is_refused()
    {
        var task = SchedulerEngine.Task() with { StorePath = "/" + new string('x', 1000) };
        Assert.Contains("more than 998 characters", (await Assert.ThrowsAsync<SslToolsException>(() => Cron.PlanAsync(task, default))).Message);
    }

    [Fact]
    public void Every_word_comes_through_cron_and_the_shell_as_it_was()
    {
        // Cron's own reading of a percent sign (do_command.c), then a real shell, each for many words at once.
        var word = Gen.OneOf(Gen.Char["'\"%\\$`!*?#;&|<>(){}[]~ "], Gen.Char['a', 'z'], Gen.Char['\u00A1', '\u2030']).Array[1, 12].Select(letters => new string(letters));
        word.Array[50].Sample(
            words =>
            {
                var line = Line(words);
                Assert.True(words.SequenceEqual(InShell(ByCron(line))), line);

                // BusyBox leaves percent signs and backslashes to the shell.
                Assert.True(words.SequenceEqual(InShell(line)), line);
            },
            iter: 20);
    }

    private static string Line(string[] words)
    {
        using var engine = new SchedulerEngine();
        var folder = engine.Make("cron.d");
        var task = SchedulerEngine.Task() with { Command = new TaskCommand(words[0], words[1..3]) };
        return string.Join(' ', words.Chunk(3).Select(some =>
        {
            var text = new CronScheduler(engine, folder).PlanAsync(task with { Command = new TaskCommand(some[0], some[1..]) }, default).GetAwaiter().GetResult().Text;
            var start = text.IndexOf(" root ", StringComparison.Ordinal) + 6;
            return text[start..text.LastIndexOf(" >'", StringComparison.Ordinal)];
        }));
    }

    private static string ByCron(string line)
    {
        var read = new StringBuilder();
        var escaped = false;
        foreach (var letter in line)
        {
            if (escaped && letter == '%') read.Length--;
            else if (!escaped && letter == '%') break;
            escaped = !escaped && letter == '\\';
            read.Append(letter);
        }

        return read.ToString();
    }

    private static string[] InShell(string line) => Programs.RunWith("sh", $"printf '%s\\n' {line}\n").Succeeded().Output.TrimEnd('\n').Split('\n');

    private ProcessResult Taken(string? crontab)
    {
        _crontab = crontab;
        return SchedulerEngine.Ok();
    }
}
