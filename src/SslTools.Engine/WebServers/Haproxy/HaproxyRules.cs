using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>
/// The redirect to HTTPS and Strict-Transport-Security (RFC 6797; two years, as Mozilla advises, subdomains left to themselves): rules for
/// one name alone, since names share the section.
/// </summary>
internal static class HaproxyRules
{
    private const string Header = "Strict-Transport-Security";
    private const int MaxAge = 63072000;

    /// <summary>Plans the redirect, or its end.</summary>
    /// <param name="section">A section that takes plain HTTP.</param>
    /// <param name="editor">Its editor.</param>
    /// <param name="hostName">The name.</param>
    /// <param name="port">The HTTPS port.</param>
    /// <param name="redirect">Whether to redirect.</param>
    public static void Redirect(HaproxySection section, HaproxyEditor editor, string hostName, int port, bool redirect)
    {
        var line = RedirectLine(hostName, port);
        var own = section.Lines.Where(other => IsRedirectOf(other, hostName)).ToList();
        if (redirect && (own.Any(other => Says(other, line)) || (own.Count == 0 && RedirectsAll(section)))) return;
        foreach (var old in own) editor.Delete(old);
        if (!redirect) return;

        // Before every other rule of a request: these are carried out in order.
        var first = section.All("http-request").FirstOrDefault(other => !other.IsConditional);
        if (first is null || own.Contains(first)) editor.InsertAfter(own.FirstOrDefault() ?? editor.AfterBinds(), line);
        else editor.InsertBefore(first, line);
    }

    /// <summary>Plans the header, or its end.</summary>
    /// <param name="section">A section that answers HTTPS.</param>
    /// <param name="editor">Its editor.</param>
    /// <param name="hostName">The name.</param>
    /// <param name="hsts">Whether to send it.</param>
    /// <param name="warnings">Takes what the user should know.</param>
    public static void Hsts(HaproxySection section, HaproxyEditor editor, string hostName, bool hsts, List<string> warnings)
    {
        var line = HstsLine(hostName);
        var own = section.Lines.Where(other => Says(other, line)).ToList();
        if (!hsts)
        {
            foreach (var old in own) editor.Delete(old);
            if (section.Lines.FirstOrDefault(other => IsHsts(other) && !own.Contains(other) && Concerns(other, hostName)) is { } shared)
                warnings.Add($"'{section.Title}' sends {Header} for other names too, by {shared.Place}; that line stays as it is.");
        }
        else if (IPAddress.TryParse(hostName, out _))
        {
            warnings.Add($"{Header} is not for addresses such as '{hostName}' (RFC 6797, section 8.1.1).");
        }
        else if (own.Count == 0 && !section.Lines.Any(other => IsHsts(other) && Concerns(other, hostName) && IsLongEnough(other)))
        {
            editor.InsertAfter(editor.AfterBinds(), line);
        }
    }

    /// <summary>Whether a section sends the header for a name.</summary>
    /// <param name="section">The section.</param>
    /// <param name="hostName">The name.</param>
    /// <returns>True when it does.</returns>
    public static bool SendsHsts(HaproxySection section, string hostName) => section.Lines.Any(line => IsHsts(line) && Concerns(line, hostName));

    /// <summary>Whether a section sends plain HTTP of a name to HTTPS.</summary>
    /// <param name="section">The section.</param>
    /// <param name="hostName">The name.</param>
    /// <returns>True when it does.</returns>
    public static bool Redirects(HaproxySection section, string hostName) =>
        RedirectsAll(section) || section.Lines.Any(line => IsRedirect(line) && Concerns(line, hostName));

    /// <summary>Whether a line is one of those that are written for a name.</summary>
    /// <param name="line">The line.</param>
    /// <param name="hostName">The name.</param>
    /// <returns>True when it is.</returns>
    public static bool IsOurs(HaproxyLine line, string hostName) => IsRedirectOf(line, hostName) || Says(line, HstsLine(hostName));

    private static string RedirectLine(string hostName, int port)
    {
        var target = hostName.StartsWith("*.", StringComparison.Ordinal) ? "%[req.hdr(host),field(1,:)]" : IsV6(hostName) ? $"[{hostName}]" : hostName;
        return $"http-request redirect code 301 location https://{target}{(port == 443 ? "" : ":" + port.ToString(CultureInfo.InvariantCulture))}%[pathq] "
            + $"if !{{ ssl_fc }} {Condition("req.hdr(host)", hostName)}";
    }

    // Also for answers that HAProxy gives itself. Only TLS connections have a name of this kind.
    private static string HstsLine(string hostName) => $"http-after-response set-header {Header} \"max-age={MaxAge}\" if {Condition("ssl_fc_sni", hostName)}";

    private static string Condition(string sample, string hostName)
    {
        if (IsV6(hostName)) return $"{{ {sample} -i -m beg [{hostName}] }}";
        var name = sample == "ssl_fc_sni" ? sample : sample + ",field(1,:)";
        return hostName.StartsWith("*.", StringComparison.Ordinal) ? $"{{ {name} -i -m end {hostName.Substring(1)} }}" : $"{{ {name} -i {hostName} }}";
    }

    private static bool IsV6(string hostName) => IPAddress.TryParse(hostName, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    private static bool Says(HaproxyLine line, string text) => string.Join(" ", line.Words.Select(word => word.Value)) == text.Replace("\"", "");

    // With whatever port.
    private static bool IsRedirectOf(HaproxyLine line, string hostName)
    {
        var pattern = Regex.Escape(RedirectLine(hostName, 443)).Replace("%\\[pathq]", "(:[0-9]+)?%\\[pathq]");
        return line.Keyword == "http-request" && Regex.IsMatch(string.Join(" ", line.Words.Select(word => word.Value)), "^" + pattern + "$", RegexOptions.CultureInvariant);
    }

    private static bool IsRedirect(HaproxyLine line)
    {
        var words = line.Words.Select(word => word.Value).SkipWhile(word => word == "http-request").ToList();
        if (words.Count < 3 || words[0] != "redirect") return false;
        var scheme = words.IndexOf("scheme");
        var target = words.FindIndex(word => word is "location" or "prefix");
        return (scheme > 0 && words.ElementAtOrDefault(scheme + 1) == "https")
            || (target > 0 && words.ElementAtOrDefault(target + 1)?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true);
    }

    // Under no condition, or under that alone that TLS is missing.
    private static bool RedirectsAll(HaproxySection section)
    {
        var aboutTls = section.All("acl").Where(line => line[2] is "ssl_fc" or "dst_port").Select(line => line[1]);
        var known = new HashSet<string>(aboutTls.Concat(["ssl_fc", "{", "}", "!", "!{"]), StringComparer.Ordinal);
        return section.Lines.Any(line => IsRedirect(line) && ConditionOf(line).All(word => known.Contains(word.TrimStart('!')) || known.Contains(word)));
    }

    private static bool IsHsts(HaproxyLine line) =>
        line.Keyword is "http-response" or "http-after-response" && line[1] is "set-header" or "add-header" && line[2].Equals(Header, StringComparison.OrdinalIgnoreCase);

    private static bool IsLongEnough(HaproxyLine line) =>
        line.Keyword == "http-after-response" && Regex.Match(line[3], @"max-age\s*=\s*(\d{1,10})", RegexOptions.IgnoreCase) is { Success: true } age
        && long.Parse(age.Groups[1].Value, CultureInfo.InvariantCulture) >= MaxAge;

    // It has no condition, or one that is about the name.
    private static bool Concerns(HaproxyLine line, string hostName)
    {
        var condition = ConditionOf(line).Where(word => word is not ("{" or "}" or "!" or "!{" or "ssl_fc")).ToList();
        return condition.Count == 0 || condition.Contains(hostName, StringComparer.OrdinalIgnoreCase)
            || (hostName.StartsWith("*", StringComparison.Ordinal) && condition.Contains(hostName.Substring(1), StringComparer.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> ConditionOf(HaproxyLine line) =>
        line.Words.Select(word => word.Value).SkipWhile(word => word is not ("if" or "unless")).Skip(1);
}
