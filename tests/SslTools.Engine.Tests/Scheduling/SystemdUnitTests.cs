using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using SslTools.Engine.Scheduling;
using SslTools.Testing;
using Xunit;

namespace SslTools.Engine.Tests.Scheduling;

/// <summary>What systemd itself says of the units, and whether what a renewal does is allowed by them. No systemd runs them here.</summary>
public sealed class SystemdUnitTests : IDisposable
{
    private const string Name = "ssltools-renewal-01234567";

    private readonly TempFolder _folder = new();
    private readonly string _analyze = Programs.Require("systemd-analyze", "systemd");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("root", 3.5)]
    [InlineData("daemon", 2.1)]
    public async Task They_are_units_that_systemd_knows_and_keep_the_service_in_bounds(string account, double limit)
    {
        await RegisterAsync(account, Repository.Root);
        var verified = Programs.Run(_analyze, "verify", "--man=no", Unit("service"), Unit("timer")).Succeeded();
        Assert.Equal("", verified.Output + string.Join('\n', verified.Error.Split('\n').Where(line => line.Contains(Name))));

        // A service without any setting has 9.6.
        var judged = Programs.Run(_analyze, "security", "--offline=yes", Unit("service"), "--no-pager").Succeeded().Output;
        var exposure = double.Parse(Regex.Match(judged, @"Overall exposure level for \S+: ([\d.]+)").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.True(exposure <= limit, judged);
    }

    [Fact]
    public async Task A_store_with_any_name_makes_units_that_systemd_knows()
    {
        await RegisterAsync("root", "/srv/it's \"100%\" $mine\\");
        var verified = Programs.Run(_analyze, "verify", "--man=no", Unit("service"), Unit("timer")).Succeeded();
        Assert.DoesNotContain(Name, verified.Error);
    }

    [Fact]
    public async Task Every_system_call_of_a_run_is_allowed()
    {
        var strace = Programs.Require("strace", "strace");
        await RegisterAsync("root", _folder["store"]);
        var filter = Regex.Match(await File.ReadAllTextAsync(Unit("service"), TestContext.Current.CancellationToken), "^SystemCallFilter=(.*)$", RegexOptions.Multiline).Groups[1].Value;
        var allowed = filter.Split(' ').SelectMany(Expand).ToHashSet();

        // Keys, signatures, files and locks of the store, and the record of a run.
        Programs.Run(
            strace, "-f", "-qq", "-o", _folder["calls"], "dotnet", Repository.Host, "-NonInteractive", "-Command",
            $"Update-SslCertificate -StorePath '{_folder["store"]}'; $null = New-SelfSignedSslCertificate a.example -StorePath '{_folder["store"]}'").Succeeded();
        var called = Regex.Matches(await File.ReadAllTextAsync(_folder["calls"], TestContext.Current.CancellationToken), @"^\d+ +(\w+)\(", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Contains("fsync", called);
        Assert.Empty(called.Except(allowed));
    }

    private string Unit(string kind) => _folder["etc", "systemd", "system", $"{Name}.{kind}"];

    private Task RegisterAsync(string account, string store)
    {
        Directory.CreateDirectory(_folder["run", "systemd", "system"]);
        var task = new RenewalTaskSpec
        {
            Name = Name,
            Account = account,
            StorePath = store,
            Command = new TaskCommand("/bin/sh", ["-c", $"Update-SslCertificate -StorePath '{store}'"]),
            Schedule = RenewalSchedule.TwiceADay(197, TimeSpan.FromHours(1)),
            WritablePaths = [store],
        };
        return new SystemdScheduler(EngineAsRoot.Create(), _folder.Path, _folder["user"]).RegisterAsync(task, default);
    }

    // A set names others, and calls.
    private IEnumerable<string> Expand(string name) => !name.StartsWith('@') ? [name]
        : Programs.Run(_analyze, "syscall-filter", name).Succeeded().Output.Split('\n').Skip(1).Select(line => line.Trim())
            .Where(line => line.Length > 0 && !line.StartsWith('#')).SelectMany(Expand);
}
