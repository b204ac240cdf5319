using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>The macros of mod_macro. What they make is read as any other configuration, but can't be edited in one place.</summary>
internal sealed class ApacheMacros
{
    private readonly Dictionary<string, (ApacheDirective Section, IReadOnlyList<string> Parameters)> _macros = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes up a macro.</summary>
    /// <param name="section">The section named Macro.</param>
    /// <param name="words">Its name and parameters.</param>
    public void Define(ApacheDirective section, IReadOnlyList<string> words)
    {
        if (words.Count > 0) _macros[words[0]] = (section, words.Skip(1).ToList());
    }

    /// <summary>Forgets a macro.</summary>
    /// <param name="words">Its name.</param>
    public void Undefine(IReadOnlyList<string> words)
    {
        if (words.Count > 0) _macros.Remove(words[0]);
    }

    /// <summary>Carries out Use.</summary>
    /// <param name="use">The directive, for messages.</param>
    /// <param name="words">The name of a macro and the values of its parameters.</param>
    /// <returns>What it makes.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken.</exception>
    public ApacheSource Use(ApacheDirective use, IReadOnlyList<string> words)
    {
        if (words.Count == 0 || !_macros.TryGetValue(words[0], out var macro))
            throw SslError.ConfigurationBroken(use.Source.Path, use.Line, $"there is no macro '{(words.Count == 0 ? "" : words[0])}'");
        if (macro.Parameters.Count != words.Count - 1)
            throw SslError.ConfigurationBroken(use.Source.Path, use.Line, $"the macro '{words[0]}' has {macro.Parameters.Count} parameters");
        var section = macro.Section;
        var text = section.Source.Text.Substring(section.BodyStart, section.BodyEnd - section.BodyStart);
        var values = macro.Parameters.Zip(words.Skip(1), (name, value) => (Name: name, Value: value)).OrderByDescending(pair => pair.Name.Length).ToList();
        return ApacheParser.ParseGenerated(section.Source.Path, Substitute(text, values), section.Line);
    }

    // The longest name that fits at a place; what was put in is not looked at again.
    private static string Substitute(string text, IReadOnlyList<(string Name, string Value)> values)
    {
        if (values.Count == 0) return text;
        var result = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            var (name, value) = values.FirstOrDefault(pair => pair.Name.Length > 0 && string.CompareOrdinal(text, i, pair.Name, 0, pair.Name.Length) == 0);
            result.Append(name is null ? text[i].ToString() : value);
            i += name?.Length ?? 1;
        }

        return result.ToString();
    }
}
