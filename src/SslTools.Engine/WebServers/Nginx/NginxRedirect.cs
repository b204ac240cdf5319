using System;
using System.Linq;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>The redirect from HTTP to HTTPS.</summary>
internal static class NginxRedirect
{
    private const string Condition = "($scheme = http)";

    /// <summary>Adds the redirect, unless the site redirects already.</summary>
    /// <param name="site">A site that takes plain HTTP.</param>
    /// <param name="editor">Its editor.</param>
    /// <param name="port">The HTTPS port.</param>
    public static void Add(NginxSite site, NginxBlockEditor editor, int port)
    {
        var line = $"if {Condition} {{ return 301 https://$host{(port == 443 ? "" : ":" + port)}$request_uri; }}";
        var own = site.Own("if").FirstOrDefault(IsOurs);
        if (own is not null)
        {
            if (Target(own) != $"https://$host{(port == 443 ? "" : ":" + port)}$request_uri") editor.Replace(own, line);
        }
        else if (!Redirects(site))
        {
            editor.Add(line);
        }
    }

    /// <summary>Takes the redirect out, where it has the form that <see cref="Add"/> gives it.</summary>
    /// <param name="site">The site.</param>
    /// <param name="editor">Its editor.</param>
    public static void Remove(NginxSite site, NginxBlockEditor editor)
    {
        foreach (var own in site.Own("if").Where(IsOurs)) editor.Delete(own);
    }

    /// <summary>Whether a site sends plain HTTP to HTTPS, in whatever form.</summary>
    /// <param name="site">The site.</param>
    /// <returns>True when it does.</returns>
    public static bool Redirects(NginxSite site) =>
        site.Directives.Any(IsReturn) || site.All("if").Any(condition => condition.Children?.Any(IsReturn) == true);

    private static bool IsOurs(NginxDirective directive) =>
        string.Join(" ", directive.Arguments) == Condition && directive.Children is [var only] && IsReturn(only) && Target(directive).StartsWith("https://$host", StringComparison.Ordinal);

    private static string Target(NginxDirective condition) => condition.Children![0].Arguments.Last();

    private static bool IsReturn(NginxDirective directive) =>
        directive.Name == "return" && directive.Tokens.Count == 3 && directive.Tokens[1].Value is "301" or "302" or "303" or "307" or "308"
        && directive.Tokens[2].Value.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
