using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>
/// The redirect from HTTP to HTTPS. It is mod_rewrite's, because that comes before everything else that maps an address to something,
/// ProxyPass included, and because it keeps the name that was asked for.
/// </summary>
internal static class ApacheRedirect
{
    private static readonly string[] All = ["^", ".*", "(.*)", "^.*$", "^(.*)$", "^/.*$", "^/(.*)$", "^/?(.*)", "^/?(.*)$", "^/", "/"];

    /// <summary>Adds the redirect, unless the site redirects already.</summary>
    /// <param name="site">A site that takes plain HTTP.</param>
    /// <param name="editor">Its editor.</param>
    /// <param name="port">The HTTPS port.</param>
    public static void Add(ApacheSite site, ApacheBlockEditor editor, int port)
    {
        var rule = $"^ {Target(port)} [R=301,L]";
        if (site.All("RewriteRule").Where(site.IsOwn).FirstOrDefault(IsOurs) is { } own)
        {
            if (!own.Says(rule)) editor.ReplaceArguments(own.Directive, rule);
        }
        else if (!Redirects(site))
        {
            var engine = site.All("RewriteEngine").LastOrDefault();
            if (engine?.Says("on") != true && engine is not null && site.IsOwn(engine)) editor.ReplaceArguments(engine.Directive, "on");
            else if (engine?.Says("on") != true) editor.Add("RewriteEngine on");
            editor.Add("RewriteRule " + rule);
        }
    }

    /// <summary>Takes the redirect out, where it has the form that <see cref="Add"/> gives it.</summary>
    /// <param name="site">The site.</param>
    /// <param name="editor">Its editor.</param>
    public static void Remove(ApacheSite site, ApacheBlockEditor editor)
    {
        var ours = site.All("RewriteRule").Where(site.IsOwn).Where(IsOurs).ToList();
        foreach (var rule in ours) editor.Delete(rule.Directive);
        var rest = site.Settings.Where(setting => setting.Directive.Name.StartsWith("Rewrite", StringComparison.OrdinalIgnoreCase)).Except(ours).ToList();
        if (ours.Count > 0 && rest is [var engine] && engine.Is("RewriteEngine") && site.IsOwn(engine)) editor.Delete(engine.Directive);
    }

    /// <summary>Whether a site sends plain HTTP to HTTPS, in whatever form.</summary>
    /// <param name="site">The site.</param>
    /// <returns>True when it does.</returns>
    public static bool Redirects(ApacheSite site) => Redirecting(site).Any();

    /// <summary>What sends a site's visitors to HTTPS at the same names: with it the HTTPS site would send them round in a circle.</summary>
    /// <param name="site">The site.</param>
    /// <returns>The directives, with the conditions of rules.</returns>
    public static IEnumerable<ApacheSetting> Circular(ApacheSite site)
    {
        var conditions = new List<ApacheSetting>();
        foreach (var setting in site.Settings)
        {
            if (setting.Is("RewriteCond")) conditions.Add(setting);
            else if (IsRedirect(setting) && LeadsTo(site, setting))
                foreach (var part in conditions.Append(setting)) yield return part;
            if (!setting.Is("RewriteCond")) conditions.Clear();
        }
    }

    private static IEnumerable<ApacheSetting> Redirecting(ApacheSite site) => site.Settings.Where(IsRedirect);

    private static bool IsRedirect(ApacheSetting setting)
    {
        var words = setting.Words;
        var target = words.FirstOrDefault(word => word.StartsWith("https://", StringComparison.OrdinalIgnoreCase));
        if (target is null) return false;
        return setting.Directive.Name.ToLowerInvariant() switch
        {
            "redirect" or "redirectpermanent" or "redirecttemp" => words.Contains("/"),
            "redirectmatch" => words.Any(All.Contains),
            "rewriterule" => words.Count >= 2 && All.Contains(words[0]) && words[1] == target,
            _ => false,
        };
    }

    private static bool LeadsTo(ApacheSite site, ApacheSetting redirect)
    {
        var target = redirect.Words.First(word => word.StartsWith("https://", StringComparison.OrdinalIgnoreCase)).Substring("https://".Length);
        var host = target.Split('/', ':')[0];
        return host.IndexOf('%') >= 0 || host.IndexOf('$') >= 0 || host.Length == 0 || site.Names.Any(name => name.Equals(host, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsOurs(ApacheSetting rule) =>
        rule.Words is ["^", var target, "[R=301,L]"] && target.StartsWith("https://%{SERVER_NAME}", StringComparison.Ordinal) && target.EndsWith("%{REQUEST_URI}", StringComparison.Ordinal);

    private static string Target(int port) => $"https://%{{SERVER_NAME}}{(port == 443 ? "" : ":" + port)}%{{REQUEST_URI}}";
}
