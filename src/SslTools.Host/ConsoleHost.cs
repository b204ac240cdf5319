using System;
using System.Globalization;
using System.Management.Automation.Host;
using System.Threading;

namespace SslTools.Hosting;

/// <summary>What PowerShell talks to: the console, and the exit code.</summary>
/// <param name="terminal">The console.</param>
/// <param name="stop">Ends the waiting for an answer.</param>
internal sealed class ConsoleHost(Terminal terminal, CancellationToken stop) : PSHost
{
    /// <summary>The screen.</summary>
    public ConsoleUi Screen { get; } = new(terminal, stop);

    /// <summary>Set by <c>exit N</c>.</summary>
    public int? ExitCode { get; private set; }

    /// <inheritdoc/>
    public override string Name => "ssltools";

    /// <inheritdoc/>
    public override Version Version { get; } = typeof(ConsoleHost).Assembly.GetName().Version!;

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override PSHostUserInterface UI => Screen;

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    /// <summary>The choice "Suspend" of a confirmation: there is no prompt to go to, and the question is asked again.</summary>
    public override void EnterNestedPrompt() => Screen.WriteWarningLine("ssltools has no prompt to suspend to.");

    /// <inheritdoc/>
    public override void ExitNestedPrompt()
    {
    }

    /// <summary>A program is about to write to the terminal by itself.</summary>
    public override void NotifyBeginApplication() => Screen.Progress.Hide();

    /// <inheritdoc/>
    public override void NotifyEndApplication()
    {
    }
}
