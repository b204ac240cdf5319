using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>A line that the server itself needs for the sites that are bound: Listen, LoadModule. It goes with the last of them.</summary>
internal sealed class ApacheSharedChange
{
    private static readonly Dictionary<string, string[]> Directives = new(StringComparer.Ordinal)
    {
        ["ssl_module"] = ["SSL*"], ["headers_module"] = ["Header", "RequestHeader"], ["rewrite_module"] = ["Rewrite*"],
    };

    private readonly TextChange _change;

    /// <summary>Makes it.</summary>
    /// <param name="change">The change that added the line.</param>
    public ApacheSharedChange(TextChange change) => _change = change;

    /// <summary>Takes the line out, where it still stands there and nothing needs it.</summary>
    /// <param name="configuration">The configuration; afterwards the one without the line.</param>
    public void Undo(ref ApacheConfiguration configuration)
    {
        var line = _change.After.Trim();
        var source = configuration.Sources.FirstOrDefault(source => source.Path == _change.Path);
        var directive = source?.Directives.SelectMany(directive => directive.WithAll()).LastOrDefault(directive => directive.Text == line);
        if (directive is null) return;
        var deletion = TextLines.Deletion(source!.Text, directive.Start, directive.End);
        var without = configuration.With([(source.Path, TextEdit.Apply(source.Text, [deletion], 0, source.Text.Length))]);
        if (!IsNeeded(without, directive)) configuration = without;
    }

    private static bool IsNeeded(ApacheConfiguration without, ApacheDirective directive)
    {
        var words = ApacheLexer.Words(directive.Arguments);
        if (directive.Is("Listen")) return without.Sites.Any(site => site.AddressesOn(ApacheAddress.Parse(words[0], 0).Port).Count > 0);

        // Without the module, Apache would refuse its directives.
        var names = Directives.TryGetValue(words[0], out var found) ? found : [];
        return without.Main.Concat(without.Sites.SelectMany(site => site.Settings)).SelectMany(setting => setting.Is("VirtualHost") ? [] : setting.Directive.WithAll())
            .Any(other => names.Any(name => Fits(other.Name, name)));
    }

    private static bool Fits(string name, string pattern) =>
        pattern.EndsWith("*", StringComparison.Ordinal) ? name.StartsWith(pattern.TrimEnd('*'), StringComparison.OrdinalIgnoreCase) : name.Equals(pattern, StringComparison.OrdinalIgnoreCase);
}
