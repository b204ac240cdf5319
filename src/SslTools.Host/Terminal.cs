using System;
using System.Globalization;
using System.IO;

namespace SslTools.Hosting;

/// <summary>Which standard streams are a terminal, and what it can do.</summary>
/// <param name="Output">Whether standard output is one.</param>
/// <param name="Error">Whether standard error is one.</param>
/// <param name="Colours">Whether escape sequences are wanted and understood.</param>
/// <param name="CanAsk">Whether someone is there to answer.</param>
internal sealed record Terminal(bool Output, bool Error, bool Colours, bool CanAsk)
{
    private const int DefaultWidth = 120;

    /// <summary>Characters in a line: of the terminal, or of COLUMNS, or 120.</summary>
    public int Width
    {
        get
        {
            if (Output && Size(() => Console.WindowWidth) is > 0 and var width) return width;
            var columns = Environment.GetEnvironmentVariable("COLUMNS");
            return int.TryParse(columns, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : DefaultWidth;
        }
    }

    /// <summary>Lines on the screen.</summary>
    public int Height => Output && Size(() => Console.WindowHeight) is > 0 and var height ? height : 50;

    /// <summary>Where questions are written.</summary>
    public TextWriter Questions => Output ? Console.Out : Console.Error;

    /// <summary>Looks at the standard streams.</summary>
    /// <param name="nonInteractive">Whether asking is forbidden.</param>
    /// <returns>What they are.</returns>
    public static Terminal Detect(bool nonInteractive)
    {
        bool output = !Console.IsOutputRedirected, error = !Console.IsErrorRedirected;
        return new Terminal(
            output, error, output && WantsColours() && WindowsConsole.TryEnableEscapeSequences(),
            !nonInteractive && !Console.IsInputRedirected && (output || error));
    }

    // https://no-color.org: present and not empty.
    private static bool WantsColours() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    private static int Size(Func<int> read)
    {
        try
        {
            return read();
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
