using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>
/// Strict-Transport-Security (RFC 6797) for two years, as Mozilla advises. Subdomains are left to themselves: whether all of
/// them speak HTTPS is more than one site knows.
/// </summary>
internal static class ApacheHsts
{
    private const string Header = "Strict-Transport-Security";
    private const int MaxAge = 63072000;

    private static readonly string[] Sending = ["set", "append", "add", "merge", "setifempty"];

    /// <summary>Whether a site sends the header.</summary>
    /// <param name="site">The site.</param>
    /// <returns>True when it does.</returns>
    public static bool IsSent(ApacheSite site) => Present(site).Any();

    /// <summary>Adds the header or takes it out.</summary>
    /// <param name="site">The site.</param>
    /// <param name="editor">Its editor.</param>
    /// <param name="hsts">Whether it shall be sent.</param>
    /// <param name="hostName">The site's name, for errors.</param>
    /// <exception cref="SslToolsException">SettingIncluded.</exception>
    public static void Set(ApacheSite site, ApacheBlockEditor editor, bool hsts, string hostName)
    {
        var present = Present(site).ToList();
        if (hsts && present.Count > 0 && IsLongEnough(present[present.Count - 1])) return;
        if (present.FirstOrDefault(header => !site.IsOwn(header)) is { } included)
            throw SslError.SettingIncluded("Header " + Header, included.Directive.Place, hostName);
        var arguments = $"always set {Header} \"max-age={MaxAge}\"";
        if (hsts && present.Count == 0) editor.Add("Header " + arguments);
        else if (hsts) editor.ReplaceArguments(present[present.Count - 1].Directive, arguments);
        else foreach (var header in present) editor.Delete(header.Directive);
    }

    private static IEnumerable<ApacheSetting> Present(ApacheSite site) => site.All("Header").Where(header => Parts(header) is [var action, var name, ..]
        && Sending.Contains(action, StringComparer.OrdinalIgnoreCase) && name.TrimEnd(':').Equals(Header, StringComparison.OrdinalIgnoreCase));

    private static IReadOnlyList<string> Parts(ApacheSetting header) =>
        header.Words.Skip(header.First.ToLowerInvariant() is "always" or "onsuccess" ? 1 : 0).ToList();

    private static bool IsLongEnough(ApacheSetting header)
    {
        var age = Regex.Match(Parts(header).ElementAtOrDefault(2) ?? "", @"max-age\s*=\s*""?(\d{1,10})", RegexOptions.IgnoreCase);
        return age.Success && long.Parse(age.Groups[1].Value, CultureInfo.InvariantCulture) >= MaxAge;
    }
}
