using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Testing;

namespace SslTools.Tests.Scheduling;

/// <summary>An engine whose programs, accounts and schedulers are played by the test; each command is remembered.</summary>
internal sealed class SchedulerEngine : DelegatingEngine, IProcessRunner, IAccounts, IDisposable
{
    public SchedulerEngine() => IsElevated = true;

    public TempFolder Folder { get; } = new();

    public List<string> Commands { get; } = [];

    public List<string?> Inputs { get; } = [];

    public HashSet<string> Installed { get; } = ["systemctl", "loginctl", "crontab", "pwsh"];

    public Func<string, ProcessResult> Play { get; set; } = _ => Ok();

    public Dictionary<string, string> Keepers { get; } = [];

    public string Current { get; set; } = "root";

    public List<ITaskScheduler> Own { get; } = [];

    public override ManualClock Clock { get; } = new();

    public override IProcessRunner Processes => this;

    public override IAccounts Accounts => this;

    public override IReadOnlyList<ITaskScheduler> Schedulers => Own;

    public static ProcessResult Ok(string output = "") => new(0, output, "");

    public static RenewalTaskSpec Task(string account = "root", params string[] writable) => new()
    {
        Name = "ssltools-renewal-01234567",
        Account = account,
        StorePath = "/var/lib/ssltools",
        Command = new TaskCommand("/usr/bin/pwsh", ["-NonInteractive", "-Command", "Update-SslCertificate -StorePath '/a b/100%/$x/\"\\'"]),
        Schedule = new RenewalSchedule([new TimeSpan(3, 17, 0), new TimeSpan(15, 17, 0)], TimeSpan.FromHours(1)),
        WritablePaths = ["/var/lib/ssltools", .. writable],
    };

    public string? Find(string program) => Installed.Contains(program) ? "/usr/bin/" + program : null;

    public string KeeperOf(string folder) => Keepers.GetValueOrDefault(folder, Current);

    public Task<ProcessResult> RunAsync(
        string program, IReadOnlyList<string> arguments, string? input, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var command = string.Join(' ', [program, .. arguments]);
        Commands.Add(command);
        Inputs.Add(input);
        return System.Threading.Tasks.Task.FromResult(Play(command));
    }

    public string Make(params string[] folder)
    {
        Directory.CreateDirectory(Folder[folder]);
        return Folder[folder];
    }

    public void Dispose() => Folder.Dispose();
}
