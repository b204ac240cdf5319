using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>
/// The host names that a section tells apart, by the Host header or by SNI: in ACLs, in conditions between braces, in maps and in the files
/// that these name. What a condition is then used for is not looked at.
/// </summary>
internal sealed class HaproxyHostNames
{
    private const int MaxNames = 10_000;

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    // A sample of the host name: its matching method in old spelling, then its converters.
    private static readonly Regex Host = new(@"^(?:(?:req\.)?f?hdr(?:_(?<method>\w+))?\(host(?:,-?\d+)?\)|(?:ssl_fc_sni|req\.ssl_sni|req_ssl_sni)(?:_(?<method>end|reg))?)(?<converters>(?:,.*)?)$", Options);

    private static readonly Regex Variable = new(@"^var\((?<name>[\w.]+)(?:,[^)]*)?\)(?<converters>(?:,.*)?)$", Options);
    private static readonly Regex Assignment = new(@"^set-var\((?<name>[\w.]+)(?:,[^)]*)?\)$", Options);
    private static readonly Regex Map = new(@",map(?:_(?<method>str|dom|end|beg|sub|reg))?(?:_\w+)?\((?<path>[^,)]+)", Options);
    private static readonly Regex Embedded = new(@"%\[(?<sample>[^\]]+)\]", Options);

    private readonly HaproxyConfiguration _configuration;
    private readonly HaproxySection _section;
    private readonly HashSet<string> _variables;

    private HaproxyHostNames(HaproxyConfiguration configuration, HaproxySection section)
    {
        _configuration = configuration;
        _section = section;
        _variables = new HashSet<string>(
            section.Lines.Select(line => (Line: line, Index: line.Words.ToList().FindIndex(word => Assignment.IsMatch(word.Value))))
                .Where(found => found.Index > 0 && Host.IsMatch(found.Line[found.Index + 1])).Select(found => Assignment.Match(found.Line[found.Index]).Groups["name"].Value),
            StringComparer.Ordinal);
    }

    /// <summary>Finds the names.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="section">A section that listens.</param>
    /// <returns>The names, in their order.</returns>
    public static IReadOnlyList<HaproxyHostPattern> Of(HaproxyConfiguration configuration, HaproxySection section)
    {
        var names = new HaproxyHostNames(configuration, section);
        return section.Lines.SelectMany(names.OfLine).Where(pattern => pattern.Value.Length > 0).Distinct().Take(MaxNames).ToList();
    }

    private IEnumerable<HaproxyHostPattern> OfLine(HaproxyLine line)
    {
        var words = line.Words.Select(word => word.Value).ToList();
        if (line.Keyword == "acl") return words.Count > 3 ? OfCondition(line, words[2], words.Skip(3)) : [];
        var found = new List<HaproxyHostPattern>();
        for (var i = words.IndexOf("{"); i >= 0; i = words.IndexOf("{", i + 1))
        {
            var inner = words.Skip(i + 1).TakeWhile(word => word != "}").ToList();
            if (inner.Count > 0) found.AddRange(OfCondition(line, inner[0], inner.Skip(1)));
        }

        foreach (Match sample in words.SelectMany(word => Embedded.Matches(word).Cast<Match>())) found.AddRange(OfMap(line, sample.Groups["sample"].Value));
        return found;
    }

    private IEnumerable<HaproxyHostPattern> OfCondition(HaproxyLine line, string sample, IEnumerable<string> words)
    {
        if (Sample(sample) is not { } match) return [];
        if (Map.IsMatch(match.Groups["converters"].Value)) return OfMap(line, sample);
        var method = match.Groups["method"].Value is { Length: > 0 } old ? old.ToLowerInvariant() : "str";
        var found = new List<HaproxyHostPattern>();
        var isMap = false;
        var flags = true;
        for (var rest = new Queue<string>(words); rest.Count > 0;)
        {
            var word = rest.Dequeue();
            if (flags && word is "-m" or "-f" && rest.Count > 0)
            {
                if (word == "-m") method = rest.Dequeue();
                else found.AddRange(OfFile(line, rest.Dequeue(), method, isMap));
            }
            else if (flags && word.StartsWith("-", StringComparison.Ordinal) && word.Length is 2 or 3)
            {
                flags = word != "--";
                isMap |= word == "-M";
            }
            else
            {
                flags = false;
                found.Add(Make(method, word));
            }
        }

        return found.Select(pattern => pattern with { Method = method });
    }

    private IEnumerable<HaproxyHostPattern> OfMap(HaproxyLine line, string sample)
    {
        if (Sample(sample) is not { } match || Map.Match(match.Groups["converters"].Value) is not { Success: true } map) return [];
        return OfFile(line, map.Groups["path"].Value, map.Groups["method"].Value is { Length: > 0 } method ? method : "str", true);
    }

    private Match? Sample(string sample)
    {
        if (Host.Match(sample) is { Success: true } host) return host;
        return Variable.Match(sample) is { Success: true } variable && _variables.Contains(variable.Groups["name"].Value) ? variable : null;
    }

    // One name a line; in a map the value follows.
    private IEnumerable<HaproxyHostPattern> OfFile(HaproxyLine line, string path, string method, bool isMap)
    {
        if (_configuration.Workspace.Read(_configuration.FullPath(path, _section.Source.Path)) is not { } text) return [];
        return text.Split('\n').Select(name => name.Trim()).Where(name => name.Length > 0 && name[0] != '#').Take(MaxNames)
            .Select(name => Make(method, ByteText.Decode(isMap ? name.Split(' ', '\t')[0] : name)));
    }

    // Host headers carry the port where it is not the usual one.
    private static HaproxyHostPattern Make(string method, string value) =>
        new(method, method == "reg" ? value : Regex.Replace(value, @"(?<=[^:]):\d+$", ""));
}
