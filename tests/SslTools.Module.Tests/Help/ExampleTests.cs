using System;
using System.IO;
using SslTools.Testing;
using SslTools.Testing.Help;
using Xunit;

namespace SslTools.Module.Tests.Help;

/// <summary>The code of the documentation, run as it stands. What needs trust stores or a web server is run by the integration tests.</summary>
public sealed class ExampleTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public ExampleTests()
    {
        _session.Succeed($"$null = $ExecutionContext.SessionState.Path.SetLocation('{_session.Folder}'); {HelpSetup.Commands}");
        Directory.CreateDirectory(Path.Combine(_session.Folder, "certificates"));
    }

    public static TheoryData<string, string> Code => HelpCode.For(Sandbox.Store);

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Code))]
    public void It_does_what_the_page_says(string source, string title)
    {
        var code = HelpCode.Find(source, title);
        _session.Succeed(HelpSetup.For(code));
        var shown = _session.Show(code.Code);
        if (code.Output is not null) Assert.Equal(HelpOutput.Comparable(code.Output), HelpOutput.Comparable(shown.Replace(_session.Store, "/var/lib/ssltools")));
    }
}
