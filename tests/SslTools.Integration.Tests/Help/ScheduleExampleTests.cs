using System;
using System.Text.RegularExpressions;
using SslTools.Integration.Tests.Scheduling;
using SslTools.Testing.Help;
using Xunit;

namespace SslTools.Integration.Tests.Help;

/// <summary>The code of the documentation that registers tasks, run as it stands by ssltools beside a cron of the test's own.</summary>
public sealed class ScheduleExampleTests : IDisposable
{
    private readonly CronMachine _machine = new("store");

    public static TheoryData<string, string> Code => HelpCode.For(Sandbox.Schedule);

    public void Dispose() => _machine.Dispose();

    [Theory]
    [MemberData(nameof(Code))]
    public void It_does_what_the_page_says(string source, string title)
    {
        var code = HelpCode.Find(source, title);
        if (HelpSetup.For(code) is { Length: > 0 } setup) _machine.Run(setup).Succeeded();
        var shown = _machine.Run("$ErrorActionPreference = 'Stop'\n" + code.Code).Succeeded().Output.Replace(_machine.Store, "/var/lib/ssltools").Replace(_machine.Programs, "/usr/local/bin");
        if (code.Output is not null) Assert.Equal(Comparable(code.Output), Comparable(shown));
    }

    // A task's name comes from the path of its store.
    private static string Comparable(string output) => HelpOutput.Comparable(Regex.Replace(output, "ssltools-renewal-[0-9a-f]{8}", "TASK"));
}
