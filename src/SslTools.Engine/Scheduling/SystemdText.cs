using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.Scheduling;

/// <summary>Texts in unit files (systemd.syntax, systemd.service "Command lines").</summary>
internal static class SystemdText
{
    /// <summary>Quotes a word: nothing in it is a specifier, an escape or the end of the word.</summary>
    public static string Quote(string word) => $"\"{Plain(word).Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    /// <summary>A text that is a whole value: nothing in it is a specifier.</summary>
    public static string Plain(string text) => text.Replace("%", "%%");

    /// <summary>A command. In arguments, but not in the program, a dollar begins a variable.</summary>
    public static string Command(TaskCommand command) =>
        string.Join(" ", new List<string> { Quote(command.Program) }.Concat(command.Arguments.Select(argument => Quote(argument).Replace("$", "$$"))));
}
