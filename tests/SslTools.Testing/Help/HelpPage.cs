using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace SslTools.Testing.Help;

/// <summary>The Markdown page of a cmdlet in docs/en-US.</summary>
public sealed class HelpPage
{
    private readonly IReadOnlyDictionary<string, string> _sections;

    private HelpPage(string name, string text)
    {
        Name = name;
        Text = text;
        _sections = Split(text, "## ").ToDictionary(part => part.Title, part => part.Body);
        Examples = Split(this["EXAMPLES"], "### ").Select(part => HelpExample.Parse(part.Title, part.Body)).ToList();
        Parameters = Split(this["PARAMETERS"], "### ").Where(part => part.Title.StartsWith('-'))
            .Select(part => HelpParameter.Parse(part.Title.TrimStart('-'), part.Body)).ToList();
    }

    /// <summary>The cmdlets that have a page.</summary>
    public static IReadOnlyList<string> Names { get; } =
        Directory.GetFiles(Repository.File("docs", "en-US"), "*-*.md").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal).ToList();

    public string Name { get; }

    public string Text { get; }

    public IReadOnlyList<HelpExample> Examples { get; }

    public IReadOnlyList<HelpParameter> Parameters { get; }

    /// <summary>The text of a section, such as DESCRIPTION.</summary>
    public string this[string section] => _sections[section];

    public static HelpPage Load(string name) =>
        new(name, File.ReadAllText(Repository.File("docs", "en-US", name + ".md")).ReplaceLineEndings("\n"));

    /// <summary>The titles of a section's parts: types of INPUTS and OUTPUTS, parameter sets of SYNTAX.</summary>
    public IReadOnlyList<(string Title, string Body)> Parts(string section) => Split(this[section], "### ");

    /// <summary>Markdown without its marks, as Get-Help shows it.</summary>
    public static string Plain(string markdown) =>
        Regex.Replace(markdown, @"\[([^\]]+)\]\([^)]*\)", "$1").Replace("`", "").Replace("**", "").Trim();

    /// <summary>The parts that begin with a heading. What looks like one in code does not begin in the first column there.</summary>
    private static List<(string Title, string Body)> Split(string text, string heading) =>
        Regex.Split(text, "^" + Regex.Escape(heading), RegexOptions.Multiline).Skip(1)
            .Select(part => part.Split('\n', 2)).Select(part => (part[0].Trim(), part.Length > 1 ? part[1].Trim() : "")).ToList();
}
