using System;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;

namespace SslTools.Hosting;

/// <summary>The size of the terminal, which tables are fitted to. The cells of the screen cannot be read or set.</summary>
/// <param name="terminal">The terminal.</param>
internal sealed class ConsoleRawUi(Terminal terminal) : PSHostRawUserInterface
{
    /// <inheritdoc/>
    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    /// <inheritdoc/>
    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    /// <inheritdoc/>
    public override Size BufferSize
    {
        get => WindowSize;
        set => throw Unsupported();
    }

    /// <inheritdoc/>
    public override Size WindowSize
    {
        get => new(terminal.Width, terminal.Height);
        set => throw Unsupported();
    }

    /// <inheritdoc/>
    public override Size MaxWindowSize => WindowSize;

    /// <inheritdoc/>
    public override Size MaxPhysicalWindowSize => WindowSize;

    /// <inheritdoc/>
    public override Coordinates WindowPosition { get; set; }

    /// <inheritdoc/>
    public override Coordinates CursorPosition { get; set; }

    /// <inheritdoc/>
    public override int CursorSize { get; set; } = 25;

    /// <inheritdoc/>
    public override string WindowTitle { get; set; } = "ssltools";

    /// <inheritdoc/>
    public override bool KeyAvailable => false;

    /// <summary>Columns that a text takes; East Asian wide characters take two, escape sequences none.</summary>
    /// <param name="source">The text.</param>
    /// <param name="offset">Where to begin.</param>
    /// <returns>The columns.</returns>
    public override int LengthInBufferCells(string source, int offset)
    {
        var text = source[offset..];
        var plain = new StringDecorated(text);
        if (plain.IsDecorated) text = plain.ToString(OutputRendering.PlainText);
        var cells = 0;
        foreach (var character in text) cells += LengthInBufferCells(character);
        return cells;
    }

    /// <inheritdoc/>
    public override int LengthInBufferCells(string source) => LengthInBufferCells(source, 0);

    /// <inheritdoc/>
    public override int LengthInBufferCells(char source) =>
        source is (>= '\u1100' and <= '\u115f') or (>= '\u2e80' and <= '\ua4cf') or (>= '\uac00' and <= '\ud7a3')
            or (>= '\uf900' and <= '\ufaff') or (>= '\ufe30' and <= '\ufe6f') or (>= '\uff00' and <= '\uff60') ? 2 : 1;

    /// <inheritdoc/>
    public override void FlushInputBuffer()
    {
    }

    /// <inheritdoc/>
    public override KeyInfo ReadKey(ReadKeyOptions options) => throw Unsupported();

    /// <inheritdoc/>
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw Unsupported();

    /// <inheritdoc/>
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw Unsupported();

    /// <inheritdoc/>
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw Unsupported();

    /// <inheritdoc/>
    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw Unsupported();

    private static HostException Unsupported() => new("ssltools does not read or set the cells of the screen.");
}
