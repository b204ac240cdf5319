using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using SslTools.Testing;
using SslTools.Testing.Help;
using Xunit;

namespace SslTools.Module.Tests.Help;

/// <summary>The Markdown pages say what the cmdlets are.</summary>
public sealed class HelpTests : IClassFixture<ModuleSession>
{
    private readonly ModuleSession _session;

    public HelpTests(ModuleSession session) => _session = session;

    public static TheoryData<string> Pages { get; } = new(HelpPage.Names);

    private IReadOnlyList<string> Exported => _session.Succeed("(Get-Module SslTools).ExportedCmdlets.Keys").Select(name => name.ToString()).Order(StringComparer.Ordinal).ToList();

    [Fact]
    public void Every_cmdlet_has_a_page_and_no_other_has() => Assert.Equal(Exported, HelpPage.Names);

    [Fact]
    public void Every_cmdlet_has_a_Pester_suite() =>
        Assert.All(Exported, name => Assert.True(File.Exists(Repository.File("tests", "Pester", name + ".Tests.ps1")), name));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Parameters_are_the_real_ones(string name)
    {
        var real = Command(name).Parameters.Values.Where(p => !Cmdlet.CommonParameters.Contains(p.Name));
        Assert.Equal(
            real.Select(p => $"-{p.Name}: {Describe(p)}").Order(StringComparer.Ordinal),
            HelpPage.Load(name).Parameters.Select(p => $"-{p.Name}: {p.Metadata}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Syntax_is_the_real_one(string name)
    {
        var real = Command(name).ParameterSets.Select(set =>
            $"{set.Name}{(set.IsDefault && set.Name != ParameterAttribute.AllParameterSets ? " (Default)" : "")}: {name} {set}".Replace(" [<CommonParameters>]", ""));
        var page = HelpPage.Load(name).Parts("SYNTAX").Select(part => $"{part.Title}: {Regex.Replace(part.Body.Trim('`', '\n'), @"\s+", " ")}");
        Assert.Equal(real.Order(StringComparer.Ordinal), page.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Inputs_and_outputs_are_the_real_ones(string name)
    {
        var command = Command(name);
        var inputs = command.Parameters.Values.Where(p => p.ParameterSets.Values.Any(set => set.ValueFromPipeline || set.ValueFromPipelineByPropertyName));
        Assert.Equal(inputs.Select(p => p.ParameterType.FullName!).Distinct().Order(), Titles(name, "INPUTS"));
        Assert.Equal(command.OutputType.Select(type => type.Name).Order(), Titles(name, "OUTPUTS"));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_is_complete(string name)
    {
        var page = HelpPage.Load(name);
        Assert.True(page.Examples.Count >= 2, "fewer than two examples");
        Assert.All(page.Examples, (example, i) => Assert.StartsWith($"Example {i + 1}: ", example.Title, StringComparison.Ordinal));
        Assert.All(page.Examples, example => Assert.Matches($@"\b{name}\b", example.Code));
        Assert.All(page.Parameters, parameter => Assert.EndsWith(".", parameter.Description, StringComparison.Ordinal));
        Assert.DoesNotMatch("{{|TODO|Fill in", page.Text);
        Assert.All(new[] { "SYNOPSIS", "DESCRIPTION", "NOTES", "INPUTS", "OUTPUTS" }, section => Assert.NotEmpty(page[section]));
        Assert.All(Regex.Matches(page["RELATED LINKS"], @"\((.*?)\)").Select(m => m.Groups[1].Value), link => Assert.True(File.Exists(Repository.File("docs", "en-US", link)), link));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Documented_ids_exist(string name)
    {
        var ids = Regex.Matches(HelpPage.Load(name)["NOTES"], "`([A-Z]\\w+)`").Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(ids);
        var known = KnownIds();
        Assert.All(ids, id => Assert.Contains(id, known));
    }

    private static HashSet<string> KnownIds() => new[]
        {
            Repository.File("src", "SslTools.Core", "Errors"), Repository.File("src", "SslTools.Core", "Services", "Health"), Repository.File("src", "SslTools.Core", "Services", "Endpoints"),
            Repository.File("src", "SslTools.Engine", "Cryptography", "Validation"),
        }
        .SelectMany(folder => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories))
        .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"(?:^\s+|\(|[?:] )""([A-Z]\w+)""(?=, | :)", RegexOptions.Multiline)).Select(m => m.Groups[1].Value)
        .Concat(AcmeIds()).ToHashSet();

    // What a CA refuses bears the code of its problem document.
    private static IEnumerable<string> AcmeIds() =>
        Regex.Matches(File.ReadAllText(Repository.File("src", "SslTools.Core", "Errors", "SslError.Acme.cs")), @"""([a-z]\w+)""")
            .Select(m => "Acme" + char.ToUpperInvariant(m.Groups[1].Value[0]) + m.Groups[1].Value[1..]);

    private static IEnumerable<string> Titles(string name, string section) => HelpPage.Load(name).Parts(section).Select(part => part.Title).Order();

    private static string Describe(ParameterMetadata parameter)
    {
        var type = parameter.ParameterType.IsArray ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        return HelpParameter.Describe(
            parameter.ParameterType.FullName!,
            parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(),
            parameter.Aliases,
            type.IsEnum ? Enum.GetNames(type) : [],
            parameter.ParameterSets.Select(pair => HelpParameter.Set(
                pair.Key == ParameterAttribute.AllParameterSets ? "(All)" : pair.Key,
                pair.Value.Position == int.MinValue ? "Named" : pair.Value.Position.ToString(System.Globalization.CultureInfo.InvariantCulture),
                pair.Value.IsMandatory, pair.Value.ValueFromPipeline, pair.Value.ValueFromPipelineByPropertyName)));
    }

    private CommandInfo Command(string name) => (CommandInfo)_session.Succeed($"Get-Command {name}").Single().BaseObject;
}
