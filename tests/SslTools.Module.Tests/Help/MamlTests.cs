using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SslTools.Testing;
using SslTools.Testing.Help;
using Xunit;

namespace SslTools.Module.Tests.Help;

/// <summary>What Get-Help shows is what the pages say; 'build.ps1 -Task Docs' makes it so.</summary>
public sealed class MamlTests
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly Dictionary<string, XElement> Commands =
        XDocument.Load(Path.Combine(Repository.StagedModule, "en-US", "SslTools.PowerShell.dll-Help.xml")).Root!.Elements(Command + "command")
            .ToDictionary(command => command.Element(Command + "details")!.Element(Command + "name")!.Value);

    public static TheoryData<string> Pages => HelpTests.Pages;

    [Fact]
    public void Every_page_is_there() => Assert.Equal(HelpPage.Names, Commands.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Texts_are_those_of_the_page(string name)
    {
        var (page, command) = (HelpPage.Load(name), Commands[name]);
        Assert.Equal(HelpPage.Plain(page["SYNOPSIS"]), Text(command.Element(Command + "details")!.Element(Maml + "description")));
        Assert.Equal(HelpPage.Plain(page["DESCRIPTION"]), Text(command.Element(Maml + "description")));
        Assert.Equal(HelpPage.Plain(page["NOTES"]), Text(command.Element(Maml + "alertSet")!.Element(Maml + "alert")));
        Assert.DoesNotMatch("`|{{|\u0080|TODO", command.Value);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Examples_are_those_of_the_page(string name)
    {
        var examples = Commands[name].Element(Command + "examples")!.Elements(Command + "example").Select(example =>
            (Title: example.Element(Maml + "title")!.Value.Trim('-', ' '), Code: example.Element(Dev + "code")!.Value, Remarks: Text(example.Element(Dev + "remarks"))));
        Assert.Equal(
            HelpPage.Load(name).Examples.Select(example => (example.Title, example.Code, $"{example.Output}\n\n{HelpPage.Plain(example.Remarks)}".Trim())), examples);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Parameters_are_those_of_the_page(string name)
    {
        var parameters = Commands[name].Element(Command + "parameters")!.Elements(Command + "parameter").Select(p =>
            $"-{p.Element(Maml + "name")!.Value}: {Text(p.Element(Maml + "description"))} [{p.Element(Dev + "defaultValue")?.Value}] "
            + $"{p.Element(Dev + "type")!.Element(Maml + "name")!.Value}; wildcards: {p.Attribute("globbing")!.Value}; "
            + $"required: {p.Attribute("required")!.Value}; position: {p.Attribute("position")!.Value}; pipeline: {p.Attribute("pipelineInput")!.Value}; aliases: {p.Attribute("aliases")!.Value}");
        Assert.Equal(HelpPage.Load(name).Parameters.Select(AsMaml), parameters);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Syntax_is_that_of_the_page(string name)
    {
        var items = Commands[name].Element(Command + "syntax")!.Elements(Command + "syntaxItem").Select(item =>
            string.Join(' ', item.Elements(Command + "parameter").Select(p => p.Element(Maml + "name")!.Value)));
        var page = HelpPage.Load(name).Parts("SYNTAX").Select(part =>
            string.Join(' ', Regex.Matches(part.Body, @"(?<=[\s\[])-(\w+)").Select(m => m.Groups[1].Value)));
        Assert.Equal(page, items);
    }

    [Fact]
    public void The_about_topic_is_that_of_the_page_and_names_every_cmdlet()
    {
        var page = File.ReadAllText(Repository.File("docs", "en-US", "about_SslTools.md"));
        var topic = File.ReadAllText(Path.Combine(Repository.StagedModule, "en-US", "about_SslTools.help.txt"));
        Assert.Equal(Words("TOPIC " + HelpPage.Plain(Regex.Replace(page, "^(#+ |```\\w*)", "", RegexOptions.Multiline))), Words(topic));
        Assert.All(HelpPage.Names, name => Assert.Contains(name, topic));

        // Get-Help takes the fifth line as the synopsis.
        Assert.Equal("    Issues, keeps, serves and proves TLS certificates.", topic.ReplaceLineEndings("\n").Split('\n')[4]);
    }

    private static string AsMaml(HelpParameter parameter)
    {
        var match = Regex.Match(parameter.Metadata, @"^(?<type>\S+); wildcards: (?<wildcards>\w+); aliases: (?<aliases>.*?); .*?; set .*?: position (?<position>\w+), required (?<required>\w+), by value (?<value>\w+), by name (?<name>\w+)");
        var pipeline = (match.Groups["value"].Value, match.Groups["name"].Value) switch
        {
            ("True", "True") => "true (ByValue, ByPropertyName)",
            ("True", _) => "true (ByValue)",
            (_, "True") => "true (ByPropertyName)",
            _ => "false",
        };
        return $"-{parameter.Name}: {HelpPage.Plain(parameter.Description)} [{(parameter.DefaultValue.Length == 0 ? null : HelpPage.Plain(parameter.DefaultValue))}] "
            + $"{match.Groups["type"].Value}; wildcards: {match.Groups["wildcards"].Value.ToLowerInvariant()}; required: {match.Groups["required"].Value.ToLowerInvariant()}; "
            + $"position: {match.Groups["position"].Value}; pipeline: {pipeline}; aliases: {(match.Groups["aliases"].Value is { Length: > 0 } aliases ? aliases : "none")}";
    }

    private static string Text(XElement? parent) => string.Join("\n\n", parent!.Elements(Maml + "para").Select(para => para.Value)).Trim();

    private static string Words(string text) => Regex.Replace(text, @"\s+", " ").Trim().ToUpperInvariant();
}
