using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>
/// Finds the sections that a host name leads to. HAProxy has no sites: a frontend tells names apart by conditions, or takes every name.
/// </summary>
internal sealed class HaproxyNames
{
    private const int PlainPort = 80;

    private readonly HaproxyConfiguration _configuration;
    private readonly Dictionary<HaproxySection, IReadOnlyList<HaproxyHostPattern>> _patterns = [];

    /// <summary>Makes the finder.</summary>
    /// <param name="configuration">The configuration.</param>
    public HaproxyNames(HaproxyConfiguration configuration) => _configuration = configuration;

    /// <summary>The names that a section tells apart.</summary>
    /// <param name="section">The section.</param>
    /// <returns>The names, in their order.</returns>
    public IReadOnlyList<HaproxyHostPattern> Of(HaproxySection section) =>
        _patterns.TryGetValue(section, out var patterns) ? patterns : _patterns[section] = HaproxyHostNames.Of(_configuration, section);

    /// <summary>Finds the sections in which a name gets its certificate on a port.</summary>
    /// <param name="hostName">The name.</param>
    /// <param name="port">The port.</param>
    /// <returns>The sections, at least one.</returns>
    /// <exception cref="SslToolsException">SiteNotFound.</exception>
    public IReadOnlyList<HaproxySection> Find(string hostName, int port)
    {
        // Where TLS is on the port already, it ends there for every name; otherwise where the name is told from others.
        var withTls = _configuration.Frontends.Where(section => section.TlsBinds(port).Count > 0).ToList();
        var tls = Best(withTls, section => RankOnPort(section, hostName, port));
        if (tls.Count > 0) return tls;
        var open = withTls.Where(TakesAny).ToList();
        if (open.Count == 1) return open;
        var named = Best(_configuration.Frontends.Where(section => section.IsHttp), section => Rank(section, hostName));
        if (named.Count > 0) return named.Any(section => section.Binds.Any(bind => bind.Covers(port))) ? named.Where(section => section.Binds.Any(bind => bind.Covers(port))).ToList() : named;
        if (open.Count == 0) open = Narrow(_configuration.Frontends.Where(section => section.IsHttp && TakesAny(section) && withTls.Count == 0).ToList(), port);
        if (open.Count == 1) return open;
        throw SslError.FrontendNotFound(
            hostName, port, _configuration.Path, open.Select(section => $"{section.Title} ({section.Place})").ToList(),
            NearestNames.To(hostName, _configuration.Frontends.SelectMany(section => Of(section).Select(pattern => pattern.Text))));
    }

    /// <summary>Finds the sections in which a name is answered over plain HTTP.</summary>
    /// <param name="hostName">The name.</param>
    /// <returns>The sections; none where no or several places come into question.</returns>
    public IReadOnlyList<HaproxySection> FindPlain(string hostName)
    {
        var plain = _configuration.Frontends.Where(section => section.IsHttp && section.Binds.Any(IsPlain)).ToList();
        var named = Best(plain, section => Rank(section, hostName));
        if (named.Count > 0) return named;
        var open = Narrow(plain.Where(TakesAny).ToList(), PlainPort);
        return open.Count == 1 ? open : [];
    }

    /// <summary>Whether a bind line takes plain TCP connections.</summary>
    /// <param name="bind">The line.</param>
    /// <returns>True when it does.</returns>
    public static bool IsPlain(HaproxyBind bind) => !bind.IsTls && bind.Addresses.Any(address => address.Port > 0 && !address.IsQuic);

    // It has something for names that no condition mentions; pages about HAProxy itself are no site.
    private bool TakesAny(HaproxySection section)
    {
        if (section.All("default_backend").Any() || section.All("use_backend").Any(line => line.Words.Count == 2)) return true;
        if (section.Kind == "listen" && (section.All("server").Any() || section.All("server-template").Any())) return true;
        return Of(section).Count == 0 && !section.All("stats").Any();
    }

    private int RankOnPort(HaproxySection section, string hostName, int port)
    {
        var filters = section.TlsBinds(port).SelectMany(_configuration.Certificates.Of).Where(certificate => certificate.Entry?.Names.Count > 0).SelectMany(certificate => certificate.Names)
            .Select(name => name.StartsWith("*", System.StringComparison.Ordinal) ? new HaproxyHostPattern("end", name.Substring(1)) : new HaproxyHostPattern("str", name));
        return filters.Select(filter => filter.Rank(hostName)).Append(Rank(section, hostName)).Max();
    }

    private int Rank(HaproxySection section, string hostName) =>
        Of(section).Append(new HaproxyHostPattern("str", section.Name)).Max(pattern => pattern.Rank(hostName));

    private static IReadOnlyList<HaproxySection> Best(IEnumerable<HaproxySection> sections, System.Func<HaproxySection, int> rank)
    {
        var ranked = sections.Select(section => (Section: section, Rank: rank(section))).Where(candidate => candidate.Rank > 0).ToList();
        return ranked.Where(candidate => candidate.Rank == ranked.Max(other => other.Rank)).Select(candidate => candidate.Section).ToList();
    }

    // Of several the one with the port, otherwise the one on the usual port of HTTP.
    private static List<HaproxySection> Narrow(List<HaproxySection> sections, int port)
    {
        foreach (var wanted in new[] { port, PlainPort })
        {
            var there = sections.Where(section => section.Binds.Any(bind => bind.Covers(wanted))).ToList();
            if (there.Count > 0) return there;
        }

        return sections;
    }
}
