using SslTools.Integration.Tests.Acme;
using SslTools.Testing.Help;
using Xunit;

namespace SslTools.Integration.Tests.Help;

/// <summary>The code of the documentation that speaks with a CA, run as it stands with Pebbles of the test's own.</summary>
[Collection(AcmeCollection.Name)]
public sealed class AcmeExampleTests
{
    public static TheoryData<string, string> Code => HelpCode.For(Sandbox.Acme);

    [Theory]
    [MemberData(nameof(Code))]
    public void It_does_what_the_page_says(string source, string title)
    {
        var code = HelpCode.Find(source, title);
        using var machine = new AcmeExampleMachine(code);
        var shown = machine.Show(code.Code);
        if (code.Output is not null) Assert.Equal(HelpOutput.Comparable(code.Output), HelpOutput.Comparable(shown));
    }
}
