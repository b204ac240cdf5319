using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>
/// Strict-Transport-Security (RFC 6797) for two years, as Mozilla advises. Subdomains are left to themselves: whether all of
/// them speak HTTPS is more than one site knows. Where the block takes plain HTTP too, the header is empty there and so not
/// sent, as section 7.2 asks.
/// </summary>
internal sealed class NginxHsts
{
    private const string Header = "Strict-Transport-Security";
    private const int MaxAge = 63072000;
    private const string Variable = "$ssltools_hsts";

    private readonly NginxConfiguration _configuration;
    private readonly NginxSite _site;
    private readonly NginxBlockEditor _editor;
    private readonly string _hostName;

    /// <summary>Makes the setter.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="site">The site.</param>
    /// <param name="editor">Its editor.</param>
    /// <param name="hostName">The site's name, for messages.</param>
    public NginxHsts(NginxConfiguration configuration, NginxSite site, NginxBlockEditor editor, string hostName)
    {
        _configuration = configuration;
        _site = site;
        _editor = editor;
        _hostName = hostName;
    }

    /// <summary>Whether a site sends the header.</summary>
    /// <param name="site">The site.</param>
    /// <returns>True when it does.</returns>
    public static bool IsSent(NginxSite site) => site.All("add_header").Any(IsHsts);

    /// <summary>Adds the header or takes it out.</summary>
    /// <param name="hsts">Whether it shall be sent.</param>
    /// <param name="warnings">Takes what the user should know.</param>
    /// <exception cref="SslToolsException">SettingIncluded.</exception>
    public void Set(bool hsts, List<string> warnings)
    {
        var present = _site.All("add_header").Where(IsHsts).ToList();
        var included = present.FirstOrDefault(header => !_site.IsOwn(header));
        if (included is not null && !(hsts && IsLongEnough(included))) throw SslError.SettingIncluded("add_header " + Header, included.Place, _hostName);
        if (!hsts) Remove(present);
        else if (present.Count == 0) Add(warnings);
        else if (!present.Any(IsLongEnough)) Lengthen(present[0]);
        if (hsts) WarnOfLocations(warnings);
    }

    private static bool IsHsts(NginxDirective header) => header.Arguments.FirstOrDefault()?.Equals(Header, StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsLongEnough(NginxDirective header)
    {
        var value = header.Arguments.ElementAtOrDefault(1) ?? "";
        var age = Regex.Match(value, @"max-age\s*=\s*""?(\d{1,10})", RegexOptions.IgnoreCase);
        return value == Variable || (age.Success && long.Parse(age.Groups[1].Value, CultureInfo.InvariantCulture) >= MaxAge);
    }

    private string Prepare()
    {
        if (!_site.TakesHttp) return $"\"max-age={MaxAge}\"";
        _editor.Add($"set {Variable} \"\";");
        _editor.Add($"if ($https) {{ set {Variable} \"max-age={MaxAge}\"; }}");
        return Variable;
    }

    private void Add(List<string> warnings)
    {
        RepeatInherited(warnings);
        var value = Prepare();
        _editor.Add($"add_header {Header} {value} always;");
    }

    private void Lengthen(NginxDirective header)
    {
        var value = Prepare();
        _editor.Replace(header, $"add_header {Header} {value} always;");
    }

    private void Remove(IReadOnlyList<NginxDirective> present)
    {
        foreach (var header in present) _editor.Delete(header);
        var ours = _site.Own("set").Where(IsOurs)
            .Concat(_site.Own("if").Where(condition => condition.Children is [var only] && IsOurs(only)));
        foreach (var directive in ours) _editor.Delete(directive);
    }

    private static bool IsOurs(NginxDirective directive) => directive.Name == "set" && directive.Arguments.FirstOrDefault() == Variable;

    // A block with an add_header of its own inherits none (ngx_http_headers_module).
    private void RepeatInherited(List<string> warnings)
    {
        if (_site.All("add_header").Any() || _site.Applying("add_header_inherit")?.Arguments.FirstOrDefault() == "merge") return;
        var inherited = _configuration.Http.Where(directive => directive.Name == "add_header").ToList();
        foreach (var header in inherited) _editor.Add(OneLine(header));
        if (inherited.Count > 0)
            warnings.Add($"The site '{_hostName}' would no longer inherit the add_header of {inherited[0].Place}; it is repeated in the site.");
    }

    private static string OneLine(NginxDirective directive) =>
        string.Join(" ", directive.Tokens.Select(token => directive.Source.Text.Substring(token.Start, token.End - token.Start))) + ";";

    private void WarnOfLocations(List<string> warnings)
    {
        var lines = Blocks(_site.Block.Children!).Where(block => block.Children!.Any(child => child.Name == "add_header")).Select(block => block.Line).ToList();
        if (lines.Count == 0 || _site.Applying("add_header_inherit")?.Arguments.FirstOrDefault() == "merge") return;
        warnings.Add($"Blocks of '{_hostName}' with an add_header of their own do not send {Header}: {_site.Block.Source.Path}, "
            + $"line {string.Join(", ", lines)}. Repeat it there.");
    }

    private static IEnumerable<NginxDirective> Blocks(IEnumerable<NginxDirective> directives) =>
        directives.Where(directive => directive.Children is not null).SelectMany(block => Blocks(block.Children!).Prepend(block));
}
