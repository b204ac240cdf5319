using System.Collections.Generic;

namespace SslTools.Engine.WebServers.Text;

/// <summary>A line as a program takes it, made of one or more lines of a file; each character knows its place there.</summary>
internal sealed class LogicalLine
{
    private readonly IReadOnlyList<int> _positions;

    /// <summary>Makes a line.</summary>
    /// <param name="text">The line.</param>
    /// <param name="positions">The place in the file of each of its characters; at least one.</param>
    /// <param name="number">The number of its first line, from 1.</param>
    public LogicalLine(string text, IReadOnlyList<int> positions, int number)
    {
        Text = text;
        Number = number;
        _positions = positions;
    }

    /// <summary>The line, without line ends and the space at its end.</summary>
    public string Text { get; }

    /// <summary>The number of its first line, from 1.</summary>
    public int Number { get; }

    /// <summary>Where it begins in the file.</summary>
    public int Start => _positions[0];

    /// <summary>Where it ends in the file: after its last character.</summary>
    public int End => _positions[_positions.Count - 1] + 1;

    /// <summary>The place in the file of a character.</summary>
    /// <param name="index">Its index in <see cref="Text"/>.</param>
    /// <returns>The position.</returns>
    public int At(int index) => index < _positions.Count ? _positions[index] : End;
}
