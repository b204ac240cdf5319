using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace SslTools.Testing.Help;

/// <summary>A parameter as a page describes it; what is said of it for PowerShell is compared as text.</summary>
public sealed record HelpParameter(string Name, string Description, string DefaultValue, string Metadata)
{
    public static HelpParameter Parse(string name, string body)
    {
        var parts = Regex.Match(body, @"^(?<text>.*?)\s*```yaml\n(?<yaml>.*?)\n```", RegexOptions.Singleline);
        if (!parts.Success) throw new FormatException($"The parameter -{name} has no metadata.");
        var lines = parts.Groups["yaml"].Value.Split('\n');
        var sets = lines.SkipWhile(line => line != "ParameterSets:").Skip(1).TakeWhile(line => line.StartsWith('-') || line.StartsWith(' '))
            .Chunk(6).Select(set => Set(Value(set, "- Name"), Value(set, "  Position"), Is(set, "IsRequired"), Is(set, "ValueFromPipeline"), Is(set, "ValueFromPipelineByPropertyName")));
        return new HelpParameter(
            name, parts.Groups["text"].Value, Value(lines, "DefaultValue"),
            Describe(Value(lines, "Type"), Value(lines, "SupportsWildcards") == "true", List(lines, "Aliases"), List(lines, "AcceptedValues"), sets));
    }

    public static string Describe(string type, bool wildcards, IEnumerable<string> aliases, IEnumerable<string> accepted, IEnumerable<string> sets) =>
        $"{type}; wildcards: {wildcards}; aliases: {string.Join(", ", aliases)}; accepted: {string.Join(", ", accepted)}; {string.Join("; ", sets.Order(StringComparer.Ordinal))}";

    public static string Set(string name, string position, bool required, bool byValue, bool byName) =>
        $"set {name}: position {position}, required {required}, by value {byValue}, by name {byName}";

    private static bool Is(string[] set, string field) => Value(set, "  " + field) == "true";

    private static string Value(string[] lines, string field)
    {
        var value = lines.Single(line => line.StartsWith(field + ":", StringComparison.Ordinal))[(field.Length + 1)..].Trim();
        return value.StartsWith('\'') ? value[1..^1].Replace("''", "'") : value;
    }

    private static IEnumerable<string> List(string[] lines, string field) =>
        lines.SkipWhile(line => !line.StartsWith(field + ":", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..]);
}
