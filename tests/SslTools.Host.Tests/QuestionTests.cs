using System;
using Xunit;

namespace SslTools.Host.Tests;

public sealed class QuestionTests : IDisposable
{
    private readonly HostProgram _program = new();

    [Theory]
    [InlineData("New-SelfSignedSslCertificate a.example -Confirm", "add -Confirm:$false")]
    [InlineData("New-SelfSignedSslCertificate a.example | Remove-SslCertificate", "add -Confirm:$false")]
    [InlineData("function f { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param() $ErrorActionPreference = 'Stop'; if ($PSCmdlet.ShouldProcess('x')) { 'done' } }; f", "add -Confirm:$false")]
    [InlineData("function f { param([Parameter(Mandatory)] $Name) 'done' }; f", "missing mandatory parameters: Name")]
    [InlineData("function f { param([Parameter(Mandatory)] [securestring] $Secret) 'done' }; f", "missing mandatory parameters: Secret")]
    [InlineData("$Host.UI.PromptForCredential('', '', '', '')", "nobody is there to answer")]
    [InlineData("$Host.UI.ReadLine()", "nobody is there to answer")]
    [InlineData("$Host.UI.ReadLineAsSecureString()", "nobody is there to answer")]
    public void Without_a_terminal_a_question_is_an_error(string script, string error)
    {
        // The input stays open: whoever reads it would wait.
        using var run = _program.Start(script);
        var result = run.End();
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(error, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("done", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Told_not_to_ask_it_goes_on() =>
        Assert.Equal(0, _program.Run("New-SelfSignedSslCertificate a.example -Confirm:$false").ExitCode);

    public void Dispose() => _program.Dispose();
}
