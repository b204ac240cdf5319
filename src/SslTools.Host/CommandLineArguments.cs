using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Hosting;

/// <summary>What the program was asked for.</summary>
internal enum CommandForm
{
    /// <summary>Nothing was asked for, and there is a terminal.</summary>
    Nothing,
    Help,
    Version,
    Command,
    File,

    /// <summary>A script from standard input.</summary>
    Input,

    /// <summary>No arguments; standard input may hold a script.</summary>
    MaybeInput,
}

/// <summary>The program's arguments, read as <c>pwsh</c> reads its own.</summary>
/// <param name="Form">What is asked for.</param>
/// <param name="Text">The command line, or the path of the script.</param>
/// <param name="Arguments">What the script is given.</param>
/// <param name="NonInteractive">Whether a question is an error.</param>
internal sealed record CommandLineArguments(CommandForm Form, string Text, IReadOnlyList<string> Arguments, bool NonInteractive)
{
    /// <summary>Reads the arguments.</summary>
    /// <param name="args">As given to Main.</param>
    /// <param name="inputRedirected">Whether standard input is something else than a terminal.</param>
    /// <returns>What is asked for.</returns>
    /// <exception cref="UsageException">They make no sense.</exception>
    public static CommandLineArguments Parse(IReadOnlyList<string> args, bool inputRedirected)
    {
        var rest = args.SkipWhile(a => Option(a) is "noninteractive" or "noni").ToList();
        var nonInteractive = rest.Count < args.Count;
        if (rest.Count == 0) return new(inputRedirected ? CommandForm.MaybeInput : CommandForm.Nothing, "", [], nonInteractive);

        var first = rest[0];
        var following = rest.Skip(1).ToList();
        switch (Option(first))
        {
            case null when first == "-":
                return FromInput(first, following);
            case null:
                return Joined(rest);
            case "help" or "h" or "?":
                return new(CommandForm.Help, "", [], nonInteractive);
            case "version" or "v":
                return new(CommandForm.Version, "", [], nonInteractive);
            case "command" or "c":
                return Needed(first, following) == "-" ? FromInput(first, following.Skip(1).ToList()) : Joined(following);
            case "commandwithargs" or "cwa":
                return new(CommandForm.Command, Needed(first, following), following.Skip(1).ToList(), nonInteractive);
            case "file" or "f":
                return Needed(first, following) == "-"
                    ? FromInput(first, following.Skip(1).ToList())
                    : new(CommandForm.File, following[0], following.Skip(1).ToList(), nonInteractive);
            default:
                throw new UsageException($"'{first}' is not an option. See 'ssltools -Help'.");
        }

        CommandLineArguments Joined(List<string> words) => new(CommandForm.Command, string.Join(' ', words), [], nonInteractive);

        CommandLineArguments FromInput(string option, List<string> more)
        {
            if (more.Count > 0) throw new UsageException($"'{more[0]}' follows '-': a script from standard input takes no arguments. Use -File.");
            if (!inputRedirected) throw new UsageException($"'{option}' reads a script from standard input, which is a terminal here.");
            return new(CommandForm.Input, "", [], nonInteractive);
        }
    }

    private static string Needed(string option, List<string> following) => following.FirstOrDefault()
        ?? throw new UsageException($"'{option}' needs {(Option(option)![0] == 'f' ? "the path of a script" : "a command line")}.");

    // An option is one word after one or two dashes; '-5 + 3' and '-join (1, 2)' are PowerShell.
    private static string? Option(string argument)
    {
        var name = argument.StartsWith("--", StringComparison.Ordinal) ? argument[2..] : argument.StartsWith('-') ? argument[1..] : "";
        return name == "?" || (name.Length > 0 && name.All(char.IsAsciiLetter)) ? name.ToLowerInvariant() : null;
    }
}
