using System;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Scheduling;

/// <summary>The crontab of this account, and the block of a task in it, which is told by its marks.</summary>
internal sealed class Crontab(IProcessRunner processes)
{
    private readonly SchedulerTool _tool = new(processes, "cron", "crontab");

    /// <summary>A task's block.</summary>
    public static string Block(string name, string lines) =>
        $"# BEGIN {name}: written by Register-SslRenewalTask, removed by Unregister-SslRenewalTask\n{lines}# END {name}\n";

    /// <summary>Finds a task's block.</summary>
    public static string? Find(string crontab, string name) => Marked(name).Match(crontab) is { Success: true } block ? block.Value : null;

    /// <summary>Reads it; an account without one has an empty one.</summary>
    public async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        var result = await _tool.TryAsync(["-l"], cancellationToken).ConfigureAwait(false);
        if (result.ExitCode == 0) return result.Output;

        // Debian and Red Hat; BusyBox says what the system said.
        return new[] { "no crontab for", "No such file" }.Any(result.Error.Contains) ? "" : throw SslError.SchedulerFailed("cron", $"crontab: {SchedulerTool.Words(result)}");
    }

    /// <summary>Puts a task's block in place of the one there is, or takes it out; every other line stays. crontab itself writes all or nothing.</summary>
    /// <param name="name">The task.</param>
    /// <param name="lines">Its lines, or null to take it out.</param>
    public async Task ReplaceAsync(string name, string? lines)
    {
        var before = await ReadAsync(CancellationToken.None).ConfigureAwait(false);
        var rest = Marked(name).Replace(before, "");
        if (lines is null && rest.Trim().Length == 0)
        {
            await _tool.RunAsync(["-r"], null, CancellationToken.None).ConfigureAwait(false);
            return;
        }

        if (rest.Length > 0 && !rest.EndsWith("\n", StringComparison.Ordinal)) rest += "\n";
        await _tool.RunAsync(["-"], rest + (lines is null ? "" : Block(name, lines)), CancellationToken.None).ConfigureAwait(false);
    }

    private static Regex Marked(string name) => new($@"^# BEGIN {name}\b.*?^# END {name}\n?", RegexOptions.Multiline | RegexOptions.Singleline);
}
