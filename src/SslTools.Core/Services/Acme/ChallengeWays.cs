using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Turns settings into ways of proving control. Orders with the same settings share them, and so their listeners.</summary>
internal sealed class ChallengeWays : IDisposable
{
    private readonly IEngine _engine;
    private readonly IDnsProviderSource _dns;
    private readonly IReporter _reporter;
    private readonly Dictionary<string, IReadOnlyList<IChallengeSolver>> _open = [];

    /// <summary>Makes it.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="dns">Makes DNS providers.</param>
    /// <param name="reporter">Tells the user.</param>
    public ChallengeWays(IEngine engine, IDnsProviderSource dns, IReporter reporter)
    {
        _engine = engine;
        _dns = dns;
        _reporter = reporter;
    }

    /// <summary>The ways, in order of preference: http, then TLS, then DNS.</summary>
    /// <param name="settings">What the user chose.</param>
    /// <param name="secrets">The arguments of a DNS provider, or null.</param>
    /// <returns>The ways; they belong to this object.</returns>
    /// <exception cref="SslToolsException">What is wrong with the settings.</exception>
    public IReadOnlyList<IChallengeSolver> Open(ChallengeSettings settings, byte[]? secrets)
    {
        var key = KeyOf(settings, secrets);
        lock (_open)
        {
            if (!_open.TryGetValue(key, out var ways)) _open[key] = ways = Make(settings, secrets).ToList();
            return ways;
        }
    }

    /// <summary>What will be done for each identifier.</summary>
    /// <param name="identifiers">The identifiers.</param>
    /// <param name="settings">What the user chose.</param>
    /// <param name="secrets">The arguments of a DNS provider, or null.</param>
    /// <returns>One line each.</returns>
    /// <exception cref="SslToolsException">NoChallengeMethod, NoChallengeFor, what is wrong with the settings.</exception>
    public IReadOnlyList<string> Describe(IReadOnlyList<AcmeIdentifier> identifiers, ChallengeSettings settings, byte[]? secrets)
    {
        if (settings.IsEmpty) throw SslError.NoChallengeMethod(string.Join(", ", identifiers));
        var ways = Open(settings, secrets);
        return identifiers.Select(identifier =>
        {
            var way = ways.FirstOrDefault(candidate => candidate.CanSolve(identifier))
                ?? throw SslError.NoChallengeFor(identifier.Value, $"{string.Join(", ", ways.Select(w => w.Type))} can't do it");
            return $"{identifier}: {way.Describe(identifier)}";
        }).ToList();
    }

    /// <summary>Ends all ways.</summary>
    public void Dispose()
    {
        foreach (var way in _open.Values.SelectMany(ways => ways)) way.Dispose();
    }

    private IEnumerable<IChallengeSolver> Make(ChallengeSettings settings, byte[]? secrets)
    {
        var address = settings.ListenAddress is null ? null : IPAddress.Parse(settings.ListenAddress);
        if (settings.WebRoots.Count > 0) yield return _engine.Challenges.WebRoot(settings.WebRoots);
        if (settings.Standalone) yield return _engine.Challenges.Standalone(address, settings.HttpPort);
        if (settings.TlsAlpn) yield return _engine.Challenges.TlsAlpn(address, settings.TlsPort);
        if (!settings.UsesDns) yield break;
        var query = _engine.OpenDns(DnsServers.Parse(settings.DnsServers));
        if (settings.DnsPersist) yield return new DnsPersistSolver(query, _engine.Clock);
        else yield return new DnsSolver(_dns.Open(settings, secrets), query, settings, _engine.Clock, _reporter);
    }

    private static string KeyOf(ChallengeSettings settings, byte[]? secrets) => string.Join(
        "\n", settings.WebRoots.OrderBy(root => root.Key, StringComparer.Ordinal).Select(root => $"{root.Key}={root.Value}")
            .Concat([(settings with { WebRoots = NoRoots, DnsServers = [] }).ToString(), string.Join(" ", settings.DnsServers), secrets is null ? "" : Convert.ToBase64String(secrets)]));

    private static readonly IReadOnlyDictionary<string, string> NoRoots = new Dictionary<string, string>();
}
