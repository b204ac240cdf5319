using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.Scheduling;

/// <summary>
/// A real cron that sees tables of the test's own: in a mount namespace, folders of the test lie over /etc/cron.d, /var/spool/cron
/// and /run. Nothing of the machine is touched, and nothing outside sees them.
/// </summary>
internal sealed class CronMachine : IDisposable
{
    // cron keeps its process id in /run; systemd is told by a folder there.
    private const string Script = """
        set -e
        mount --bind "$1/cron.d" /etc/cron.d
        mount --bind "$1/spool" /var/spool/cron
        mount --bind "$1/run" /run
        mount --bind "$1/crontab" /etc/crontab
        echo ready
        exec cron -f
        """;

    private readonly TempFolder _folder = new();
    private readonly Process _cron;

    /// <summary>Starts it.</summary>
    /// <param name="store">The store's folder below that of the test.</param>
    public CronMachine(string store)
    {
        Store = _folder[store];
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root of a Linux can have tables of cron of its own.");
        Testing.Programs.Require("cron", "cron");
        foreach (var folder in new[] { "cron.d", "spool/crontabs", "run" }) Directory.CreateDirectory(_folder[folder]);
        _folder.Write("crontab", "");

        // What finds ssltools on a machine that has it, with the dotnet that runs this test.
        var program = _folder.Write("bin/ssltools", $"#!/bin/sh\nexec '{Testing.Programs.Find("dotnet")}' '{Repository.Host}' \"$@\"\n");
        Testing.Programs.Run("chmod", "0755", program).Succeeded();

        // A machine that has PowerShell as well would use that.
        foreach (var tool in new[] { "crontab", "id", "ls", "test" }) File.CreateSymbolicLink(_folder["bin", tool], Testing.Programs.Require(tool, "coreutils"));
        var start = new ProcessStartInfo(Testing.Programs.Require("unshare", "util-linux"), ["--mount", "--propagation", "private", "sh", "-c", Script, "sh", _folder.Path])
        {
            RedirectStandardOutput = true,
        };
        _cron = Process.Start(start)!;
        Assert.Equal("ready", _cron.StandardOutput.ReadLine());
    }

    public string Store { get; }

    /// <summary>The folder in which ssltools is found.</summary>
    public string Programs => _folder["bin"];

    public IReadOnlyList<string> Tables => Directory.GetFiles(_folder["cron.d"]);

    /// <summary>Runs a command line of ssltools beside cron.</summary>
    public ProgramResult Run(string command) => Testing.Programs.RunIn(
        new Dictionary<string, string?> { ["SSLTOOLS_HOME"] = Store, ["PATH"] = Programs, ["NO_COLOR"] = "1", ["COLUMNS"] = "2000" },
        "nsenter", "--mount", "--target", _cron.Id.ToString(), "--", _folder["bin/ssltools"], command);

    public void Dispose()
    {
        _cron.Kill(true);
        _cron.WaitForExit();
        _cron.Dispose();
        _folder.Dispose();
    }
}
