using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace SslTools.Testing.Help;

/// <summary>What a piece of code in the documentation needs to be run without harm.</summary>
public enum Sandbox
{
    /// <summary>A store of its own.</summary>
    Store,

    /// <summary>Trust stores of its own.</summary>
    Trust,

    /// <summary>A web server of its own.</summary>
    Server,

    /// <summary>CAs of its own: every name of a CA stands for one of them; a name server and a web server where the code needs them.</summary>
    Acme,

    /// <summary>A scheduler of its own.</summary>
    Schedule,
}

/// <summary>A piece of PowerShell in the documentation: the pages' examples, and the code blocks of the README, the guides and the about topics.</summary>
public sealed record HelpCode(string Source, string Title, string Code, string? Output)
{
    /// <summary>All there is.</summary>
    public static IReadOnlyList<HelpCode> All { get; } = [.. Examples(), .. Blocks()];

    public Sandbox Sandbox =>
        Code.Contains("-SslRenewalTask", StringComparison.Ordinal) ? Sandbox.Schedule
        : Regex.IsMatch(Code, "-SslEnvironment|-SslPlatform|-BuiltInSsl") ? Sandbox.Server
        : Regex.IsMatch(Code, "-LetsEncrypt|Update-SslCertificate") ? Sandbox.Acme
        : Regex.IsMatch(Code, "-SslBinding|-SslEndpoint") ? Sandbox.Server
        : Regex.IsMatch(Code, "nstall-SslCertificateAuthority") ? Sandbox.Trust
        : Sandbox.Store;

    /// <summary>The names of all code for a sandbox, for a theory.</summary>
    public static TheoryData<string, string> For(Sandbox sandbox)
    {
        var data = new TheoryData<string, string>();
        foreach (var code in All.Where(code => code.Sandbox == sandbox)) data.Add(code.Source, code.Title);
        return data;
    }

    public static HelpCode Find(string source, string title) => All.Single(code => code.Source == source && code.Title == title);

    private static IEnumerable<HelpCode> Examples() =>
        HelpPage.Names.SelectMany(name => HelpPage.Load(name).Examples.Select(e => new HelpCode(name, e.Title, e.Code, e.Output)));

    private static IEnumerable<HelpCode> Blocks()
    {
        string[] files = [Repository.File("README.md"), .. Directory.GetFiles(Repository.File("docs", "guides"), "*.md"), .. Directory.GetFiles(Repository.File("docs", "en-US"), "about_*.md")];
        return files.Order(StringComparer.Ordinal).SelectMany(file => Regex.Matches(File.ReadAllText(file).ReplaceLineEndings("\n"), @"^```powershell\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)
            .Select((match, i) => new HelpCode(Path.GetFileNameWithoutExtension(file), $"Block {i + 1}", match.Groups[1].Value, null)));
    }
}
