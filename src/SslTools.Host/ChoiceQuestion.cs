using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Host;
using System.Text;

namespace SslTools.Hosting;

/// <summary>Asks to choose, as PowerShell does: <c>[Y] Yes  [A] Yes to All  ...  [?] Help (default is "Y"): </c>.</summary>
/// <param name="choices">What can be chosen.</param>
/// <param name="preset">What an empty answer chooses; -1 for nothing.</param>
/// <param name="width">Characters in a line.</param>
internal sealed class ChoiceQuestion(IReadOnlyList<ChoiceDescription> choices, int preset, int width)
{
    /// <summary>Asks until the answer is one of the choices.</summary>
    /// <param name="write">Writes to the terminal.</param>
    /// <param name="read">Reads an answer.</param>
    /// <returns>The number of the choice.</returns>
    public int Ask(Action<string> write, Func<string> read)
    {
        while (true)
        {
            write(Line());
            var answer = read().Trim();
            if (answer.Length == 0 && preset >= 0) return preset;
            if (answer == "?") write(Help());
            for (var i = 0; i < choices.Count; i++)
            {
                if (IsOneOf(answer, Key(choices[i]), Label(choices[i]))) return i;
            }
        }
    }

    private static bool IsOneOf(string answer, params string[] names) =>
        answer.Length > 0 && names.Contains(answer, StringComparer.OrdinalIgnoreCase);

    private static string Label(ChoiceDescription choice) => choice.Label.Replace("&", "", StringComparison.Ordinal);

    // The letter after '&'.
    private static string Key(ChoiceDescription choice)
    {
        var mark = choice.Label.IndexOf('&');
        return mark >= 0 && mark + 1 < choice.Label.Length ? choice.Label.Substring(mark + 1, 1).ToUpperInvariant() : "";
    }

    private static string KeyOrLabel(ChoiceDescription choice) => Key(choice) is { Length: > 0 } key ? key : Label(choice);

    private string Line()
    {
        var parts = choices.Select(c => $"[{Key(c)}] {Label(c)}  ").Append("[?] Help ");
        if (preset >= 0) parts = parts.Append($"(default is \"{KeyOrLabel(choices[preset])}\"): ");
        var line = new StringBuilder();
        var column = 0;
        foreach (var part in parts)
        {
            if (column + part.Length >= width)
            {
                line.AppendLine();
                column = 0;
            }

            line.Append(part);
            column += part.Length;
        }

        return line.ToString();
    }

    private string Help() => string.Concat(choices.Select(c => $"{KeyOrLabel(c)} - {c.HelpMessage}{Environment.NewLine}"));
}
