using System;
using SslTools.Integration.Tests.Acme;
using SslTools.Testing.Acme;
using SslTools.Testing.Help;
using Xunit;

namespace SslTools.Integration.Tests.Help;

/// <summary>The code of the documentation that speaks with a CA, run as it stands with Pebbles of the test's own.</summary>
[Collection(AcmeCollection.Name)]
public sealed class AcmeExampleTests : IDisposable
{
    private readonly AcmeSandbox _sandbox = new();

    public static TheoryData<string, string> Code => HelpCode.For(Sandbox.Acme);

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [MemberData(nameof(Code))]
    public void It_does_what_the_page_says(string source, string title)
    {
        var code = HelpCode.Find(source, title);
        _sandbox.Session.Succeed(HelpSetup.Commands.Replace("function ", "function global:"));
        _sandbox.Session.Succeed(HelpSetup.For(code));
        var shown = _sandbox.Session.Show(code.Code);
        if (code.Output is not null) Assert.Equal(HelpOutput.Comparable(code.Output), HelpOutput.Comparable(shown.Replace(_sandbox.Session.Store, "/var/lib/ssltools")));
    }
}
