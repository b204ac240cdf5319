using System;
using System.Text.RegularExpressions;

namespace SslTools.Testing.Help;

/// <summary>An example of a page: code, what it shows where the page tells, and remarks.</summary>
public sealed record HelpExample(string Title, string Code, string? Output, string Remarks)
{
    private static readonly Regex Shape = new(
        @"^```powershell\n(?<code>.*?)\n```\s*(```Output\n(?<output>.*?)\n```)?\s*(?<remarks>.*)$", RegexOptions.Singleline);

    public static HelpExample Parse(string title, string body)
    {
        var match = Shape.Match(body);
        if (!match.Success) throw new FormatException($"The example '{title}' does not begin with its code.");
        var output = match.Groups["output"];
        return new HelpExample(title, match.Groups["code"].Value, output.Success ? output.Value : null, match.Groups["remarks"].Value.Trim());
    }
}
