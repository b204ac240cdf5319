using System;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Threading;

namespace SslTools.Hosting;

/// <summary>PowerShell's streams on the console, as <c>pwsh</c> shows them: errors on standard error, all else on standard output.</summary>
internal sealed partial class ConsoleUi : PSHostUserInterface
{
    private readonly Lock _gate = new();
    private readonly Terminal _terminal;
    private readonly ConsoleRawUi _raw;
    private readonly LineReader _reader;
    private bool _asErrors;

    /// <summary>Makes the screen.</summary>
    /// <param name="terminal">The console.</param>
    /// <param name="stop">Ends the waiting for an answer.</param>
    public ConsoleUi(Terminal terminal, CancellationToken stop)
    {
        _terminal = terminal;
        _raw = new ConsoleRawUi(terminal);
        _reader = new LineReader(terminal, stop);
        Progress = new ProgressBar(terminal);
        if (!terminal.Colours) PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
    }

    /// <summary>What waits, on the last line of a terminal.</summary>
    public ProgressBar Progress { get; }

    /// <inheritdoc/>
    public override PSHostRawUserInterface RawUI => _raw;

    /// <inheritdoc/>
    public override bool SupportsVirtualTerminal => _terminal.Colours;

    /// <summary>Until disposed, what would go to standard output goes to standard error.</summary>
    /// <returns>Ends it.</returns>
    public IDisposable AsErrors() => new ErrorScope(this);

    /// <inheritdoc/>
    public override void Write(string value) => Put(value, newLine: false);

    /// <inheritdoc/>
    public override void WriteLine(string value) => Put(value, newLine: true);

    /// <inheritdoc/>
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        Put(Coloured(foregroundColor, backgroundColor, value), newLine: false);

    /// <inheritdoc/>
    public override void WriteLine(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        Put(Coloured(foregroundColor, backgroundColor, value), newLine: true);

    /// <inheritdoc/>
    public override void WriteErrorLine(string value) => Put(Console.Error, value, newLine: true, _terminal.Error);

    /// <inheritdoc/>
    public override void WriteWarningLine(string message) => WriteStyled(FormatStyle.Warning, "WARNING: " + message);

    /// <inheritdoc/>
    public override void WriteVerboseLine(string message) => WriteStyled(FormatStyle.Verbose, "VERBOSE: " + message);

    /// <inheritdoc/>
    public override void WriteDebugLine(string message) => WriteStyled(FormatStyle.Debug, "DEBUG: " + message);

    /// <inheritdoc/>
    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        lock (_gate) Progress.Show(sourceId, record);
    }

    private void WriteStyled(FormatStyle style, string text) =>
        WriteLine(_terminal.Colours ? GetFormatStyleString(style) + text + PSStyle.Instance.Reset : text);

    private string Coloured(ConsoleColor foreground, ConsoleColor background, string value)
    {
        if (!_terminal.Colours) return value;
        var ground = background == _raw.BackgroundColor ? "" : PSStyle.MapBackgroundColorToEscapeSequence(background);
        return PSStyle.MapForegroundColorToEscapeSequence(foreground) + ground + value + PSStyle.Instance.Reset;
    }

    private void Put(string? value, bool newLine)
    {
        if (_asErrors) Put(Console.Error, value, newLine, _terminal.Error);
        else Put(Console.Out, value, newLine, _terminal.Output);
    }

    private void Put(TextWriter to, string? value, bool newLine, bool terminal)
    {
        var text = GetOutputString(value ?? "", _terminal.Colours && terminal) + (newLine ? Environment.NewLine : "");
        lock (_gate)
        {
            if (terminal) Progress.MakeWay(text);
            to.Write(text);
        }
    }

    private sealed class ErrorScope : IDisposable
    {
        private readonly ConsoleUi _ui;

        public ErrorScope(ConsoleUi ui)
        {
            _ui = ui;
            ui._asErrors = true;
        }

        public void Dispose() => _ui._asErrors = false;
    }
}
