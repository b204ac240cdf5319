using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace SslTools.Engine.Scheduling;

/// <summary>The timer and the service of a renewal task.</summary>
internal static class SystemdUnits
{
    // What all accounts can ask for: filters of system calls, which need no right but to give up new privileges.
    private static readonly string[] Hardening =
    [
        "UMask=0077",
        "NoNewPrivileges=yes",
        "LockPersonality=yes",
        "RestrictNamespaces=yes",
        "RestrictRealtime=yes",
        "RestrictSUIDSGID=yes",
        "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK",
        "SystemCallArchitectures=native",
        "SystemCallFilter=@system-service",
        "SystemCallErrorNumber=EPERM",
        "# No MemoryDenyWriteExecute: .NET compiles at run time.",
    ];

    // What the system's manager alone can do. Home folders stay readable, for modules and keys may lie there.
    private static readonly string[] SystemHardening =
    [
        "ProtectSystem=strict",
        "ProtectHome=read-only",
        "PrivateTmp=yes",
        "PrivateDevices=yes",
        "ProtectClock=yes",
        "ProtectControlGroups=yes",
        "ProtectHostname=yes",
        "ProtectKernelLogs=yes",
        "ProtectKernelModules=yes",
        "ProtectKernelTunables=yes",
        "KeyringMode=private",
    ];

    // Where servers keep configuration, state, logs and sites (file-hierarchy(7)): their own checks open what they use.
    private static readonly string[] ServerPaths = ["/etc", "/run", "/srv", "/var"];

    // Files of servers keep their owner and mode; servers of other accounts are signalled, and found in /proc (ptrace itself is
    // no system call of @system-service); challenges are answered on ports below 1024; servers' own checks change accounts.
    private const string RootCapabilities =
        "CAP_CHOWN CAP_DAC_OVERRIDE CAP_FOWNER CAP_KILL CAP_NET_BIND_SERVICE CAP_SETGID CAP_SETUID CAP_SYS_PTRACE";

    private static readonly Regex Times = new(@"^OnCalendar=\*-\*-\* (?<h>\d\d):(?<m>\d\d):00$", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    /// <summary>The service.</summary>
    /// <param name="task">The task.</param>
    /// <param name="system">Whether the system's manager runs it; otherwise the account's own.</param>
    public static string Service(RenewalTaskSpec task, bool system) => string.Join("\n",
    [
        "# Written by Register-SslRenewalTask, which may write it anew. Settings of your own: systemctl edit " + task.Name + ".service",
        "[Unit]",
        $"Description=Renews the certificates of {SystemdText.Plain(task.StorePath)}",
        .. system ? ["Wants=network-online.target", "After=network-online.target"] : Array.Empty<string>(),
        "",
        "[Service]",
        "Type=oneshot",
        .. system ? [$"User={task.Account}"] : Array.Empty<string>(),
        $"ExecStart={SystemdText.Command(task.Command)}",
        "TimeoutStartSec=6h",
        .. Hardening,
        .. system ? [.. SystemHardening, $"CapabilityBoundingSet={(task.Account == "root" ? RootCapabilities : "")}", $"ReadWritePaths={Writable(task)}"] : Array.Empty<string>(),
        "",
    ]);

    /// <summary>The timer.</summary>
    public static string Timer(RenewalTaskSpec task) => string.Join("\n",
    [
        "# Written by Register-SslRenewalTask, which may write it anew.",
        "[Unit]",
        $"Description=Renews the certificates of {SystemdText.Plain(task.StorePath)}",
        "",
        "[Timer]",
        .. task.Schedule.Times.Select(time => $"OnCalendar=*-*-* {RenewalSchedule.Text(time)}:00"),
        $"RandomizedDelaySec={task.Schedule.RandomDelay.TotalSeconds:0}",
        "Persistent=true",
        "",
        "[Install]",
        "WantedBy=timers.target",
        "",
    ]);

    /// <summary>Reads a timer's schedule.</summary>
    public static RenewalSchedule ReadSchedule(string timer) => new(
        Times.Matches(timer).Cast<Match>().Select(match => TimeSpan.Parse($"{match.Groups["h"].Value}:{match.Groups["m"].Value}")),
        TimeSpan.FromSeconds(int.TryParse(Read(timer, "RandomizedDelaySec"), out var seconds) ? seconds : 0));

    /// <summary>Reads a setting.</summary>
    public static string? Read(string unit, string setting) => unit.Split('\n')
        .Where(line => line.StartsWith(setting + "=", StringComparison.Ordinal)).Select(line => line.Substring(setting.Length + 1)).LastOrDefault();

    // A folder that is not there is no reason to renew nothing.
    private static string Writable(RenewalTaskSpec task)
    {
        var known = task.WritablePaths.Where(path => !ServerPaths.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal)));
        return string.Join(" ", ServerPaths.Concat(known).Distinct().Select(path => SystemdText.Quote("-" + path)));
    }
}
