using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Text;

namespace SslTools.Engine.Infrastructure;

/// <summary>Arguments for a program, each kept apart from the others.</summary>
internal static class CommandLine
{
    // In .NET since 2.1, not in .NET Standard 2.0 and not in the .NET Framework.
    private static readonly PropertyInfo? ArgumentList = typeof(ProcessStartInfo).GetProperty("ArgumentList");

    /// <summary>Sets the arguments.</summary>
    /// <param name="start">What is to be started.</param>
    /// <param name="arguments">The arguments.</param>
    public static void SetArguments(ProcessStartInfo start, IReadOnlyList<string> arguments)
    {
        if (ArgumentList?.GetValue(start) is ICollection<string> list)
        {
            foreach (var argument in arguments) list.Add(argument);
        }
        else
        {
            start.Arguments = string.Join(" ", arguments.Select(Quote));
        }
    }

    /// <summary>Quotes one argument so that CommandLineToArgvW and the C runtime read it back as it was.</summary>
    /// <param name="argument">The argument.</param>
    /// <returns>The quoted argument.</returns>
    internal static string Quote(string argument)
    {
        if (argument.Length > 0 && argument.All(c => !char.IsWhiteSpace(c) && c != '"')) return argument;
        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var c in argument)
        {
            // Backslashes count only before a quotation mark; there each is doubled.
            if (c == '"') quoted.Append('\\', backslashes + 1);
            backslashes = c == '\\' ? backslashes + 1 : 0;
            quoted.Append(c);
        }

        return quoted.Append('\\', backslashes).Append('"').ToString();
    }
}
