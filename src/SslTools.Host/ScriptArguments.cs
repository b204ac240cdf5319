using System.Collections.Generic;
using System.Management.Automation.Runspaces;

namespace SslTools.Hosting;

/// <summary>Arguments of a script as <c>pwsh -File</c> binds them.</summary>
internal static class ScriptArguments
{
    /// <summary>
    /// <c>-Name</c> begins a parameter, whose value is the next argument unless it is a switch; <c>-Name:value</c> is one,
    /// with <c>$true</c> and <c>$false</c> as Booleans; everything else is text, and nothing in it is run.
    /// </summary>
    /// <param name="arguments">As the program got them.</param>
    /// <returns>What to give to the command.</returns>
    public static IEnumerable<CommandParameter> Bind(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            var colon = argument.IndexOf(':');
            if (argument.Length < 2 || argument[0] != '-') yield return new CommandParameter(null, argument);
            else if (colon < 0) yield return new CommandParameter(argument);
            else if (colon < argument.Length - 1) yield return new CommandParameter(argument[..colon], Value(argument[(colon + 1)..]));
            else if (i + 1 < arguments.Count) yield return new CommandParameter(argument[..colon], arguments[++i]);
        }
    }

    private static object Value(string text) => bool.TryParse(text.StartsWith('$') ? text[1..] : text, out var truth) ? truth : text;
}
