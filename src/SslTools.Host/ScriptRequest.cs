using System;
using System.IO;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace SslTools.Hosting;

/// <summary>What to run.</summary>
/// <param name="Command">The command, with its arguments.</param>
/// <param name="Input">Standard input, where the script reads <c>$input</c>.</param>
/// <param name="IsFile">Whether the script is a file.</param>
internal sealed record ScriptRequest(Command Command, TextReader? Input, bool IsFile)
{
    /// <summary>Makes the request.</summary>
    /// <param name="arguments">What was asked for.</param>
    /// <returns>The request, or nothing where there is nothing to run.</returns>
    /// <exception cref="UsageException">The script is not there, or the command line is empty.</exception>
    public static ScriptRequest? From(CommandLineArguments arguments)
    {
        switch (arguments.Form)
        {
            case CommandForm.Command when string.IsNullOrWhiteSpace(arguments.Text):
                throw new UsageException("The command line is empty. See 'ssltools -Help'.");
            case CommandForm.Command:
                return Text(arguments, arguments.Text);
            case CommandForm.File:
                return File(arguments);
            case CommandForm.Input:
                return Text(arguments, Console.In.ReadToEnd());
            case CommandForm.MaybeInput:
                // Nothing at all, as from cron with a forgotten command, is a wrong call.
                var script = Console.In.ReadToEnd();
                return string.IsNullOrWhiteSpace(script) ? null : Text(arguments, script);
            default:
                return null;
        }
    }

    private static ScriptRequest File(CommandLineArguments arguments)
    {
        var path = Path.GetFullPath(arguments.Text);
        if (!System.IO.File.Exists(path)) throw new UsageException($"There is no script '{arguments.Text}'. Give -File the path of one.");

        string script;
        try
        {
            script = System.IO.File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The script '{arguments.Text}' cannot be read: {e.Message}");
        }

        // PowerShell takes only *.ps1 for a script; any other name may carry '#!/usr/bin/env -S ssltools -File'.
        return path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase)
            ? With(arguments, new Command(path, isScript: false, useLocalScope: false), script)
            : Text(arguments, script);
    }

    private static ScriptRequest Text(CommandLineArguments arguments, string script) =>
        With(arguments, new Command(script, isScript: true, useLocalScope: false), script);

    private static ScriptRequest With(CommandLineArguments arguments, Command command, string script)
    {
        foreach (var parameter in ScriptArguments.Bind(arguments.Arguments)) command.Parameters.Add(parameter);

        // Touching Console.In would set up a terminal, which a plain command leaves alone.
        return new ScriptRequest(command, Console.IsInputRedirected && ReadsInput(script) ? Console.In : null, arguments.Form == CommandForm.File);
    }

    private static bool ReadsInput(string script) => Parser.ParseInput(script, out _, out _).Find(
        node => node is VariableExpressionAst { VariablePath.UserPath: var name } && name.Equals("input", StringComparison.OrdinalIgnoreCase),
        searchNestedScriptBlocks: false) is not null;
}
