using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SslTools.Engine.Scheduling;

/// <summary>The lines of a task in a crontab (crontab(5)).</summary>
internal static class CronText
{
    // MAX_COMMAND of cron and cronie, with its end.
    private const int MaxCommand = 998;

    /// <summary>The lines of a task: one for each minute of the hour at which it runs.</summary>
    /// <param name="task">The task.</param>
    /// <param name="named">Whether a field names the account, as in /etc/cron.d.</param>
    public static string Lines(RenewalTaskSpec task, bool named)
    {
        var command = string.Join(" ", task.Command.Arguments.Prepend(task.Command.Program).Select(Quote));

        // What the last run said: with the mail of a machine that sends none, it would be lost.
        var run = $"{command} >{Quote(task.LogPath)} 2>&1";
        if (run.Length > MaxCommand) throw SslError.SchedulerFailed("cron", $"it takes no command of more than {MaxCommand} characters, and this one has {run.Length}");
        var whole = $"{(named ? task.Account + " " : "")}{run}\n";
        return string.Concat(task.Schedule.Times.GroupBy(time => time.Minutes)
            .Select(group => $"{group.Key} {string.Join(",", group.Select(time => time.Hours))} * * * {whole}"));
    }

    /// <summary>
    /// Quotes a word for the shell that cron hands its lines to. In a line of cron a percent sign begins standard input
    /// unless a backslash stands before it; outside the quotes, a shell that still sees that backslash drops it as well.
    /// </summary>
    public static string Quote(string word) => $"'{word.Replace("'", @"'\''").Replace("%", @"'\%'")}'";

    /// <summary>Reads the lines of a task.</summary>
    /// <param name="text">What <see cref="Lines"/> gave, comments among it.</param>
    /// <param name="named">Whether a field names the account.</param>
    /// <returns>The account where it is named, the command, and the schedule; null where there is no task.</returns>
    public static (string? Account, string Command, RenewalSchedule Schedule)? Read(string text, bool named)
    {
        var count = named ? 7 : 6;
        var lines = text.Split('\n').Where(line => line.Length > 0 && char.IsDigit(line[0]))
            .Select(line => line.Split([' '], count)).Where(fields => fields.Length == count).ToList();
        if (lines.Count == 0) return null;
        return (named ? lines[0][5] : null, lines[0][count - 1], new RenewalSchedule(lines.SelectMany(Times)));
    }

    private static IEnumerable<TimeSpan> Times(string[] fields) => fields[1].Split(',')
        .Select(hour => new TimeSpan(int.Parse(hour, CultureInfo.InvariantCulture), int.Parse(fields[0], CultureInfo.InvariantCulture), 0));
}
