using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using SslTools.Testing.Acme;

namespace SslTools.Testing.Platforms;

/// <summary>What the platform knows. Whoever touches it holds <see cref="Lock"/>.</summary>
internal sealed class PlatformState(PlatformSimulatorOptions options) : IDisposable
{
    private int _number;
    private ServedCertificate? _wildcard;

    public Lock Lock { get; } = new();

    public PlatformSimulatorOptions Options => options;

    public ConcurrentDictionary<string, PlatformEnvironment> Environments { get; } = new(StringComparer.Ordinal);

    /// <summary>The sessions, and how many calls each has left.</summary>
    public Dictionary<string, int> Sessions { get; } = [];

    /// <summary>The certificates of the balancer.</summary>
    public SortedDictionary<int, ServedCertificate> Certificates { get; } = [];

    /// <summary>What issued the wildcard certificate.</summary>
    public IssuingAuthority Authority { get; } = new(DateTimeOffset.UtcNow, 1, 0);

    /// <summary>Let's Encrypt, and its staging environment.</summary>
    public IssuingAuthority LetsEncrypt { get; } = new(DateTimeOffset.UtcNow, 1, 0);

    public IssuingAuthority Staging { get; } = new(DateTimeOffset.UtcNow, 1, 0);

    public ServedCertificate Wildcard => _wildcard ??= ServedCertificate.Issue(Authority, ["*." + options.Domain, options.Domain]);

    public int Number() => Interlocked.Increment(ref _number);

    public PlatformEnvironment Environment(string name) =>
        Environments.TryGetValue(name, out var environment) ? environment : throw new PlatformRefusal(5, $"Application [{name}] does not exist");

    public PlatformEnvironment OfAddon(string uniqueName) =>
        Environments.Values.FirstOrDefault(environment => environment.Addon?.UniqueName == uniqueName) ?? throw new PlatformRefusal(5, $"add-on [{uniqueName}] not found");

    /// <summary>What is served for a name, or null.</summary>
    public ServedCertificate? Serve(string name)
    {
        var environment = Environments.Values.FirstOrDefault(e => e.Domain == name || e.ExtDomains.Contains(name));
        if (environment is not { Status: 1 }) return null;
        if (environment.HandshakesBeforeServing > 0)
        {
            environment.HandshakesBeforeServing--;
            return null;
        }

        // A public address leads to the node; the balancer's certificates are out of reach then.
        if (environment.Addon?.Certificate is { } issued && issued.Covers(name)) return issued;
        if (environment.HasPublicAddress) return environment.NodeCertificate;
        if (environment.Bound.TryGetValue(name, out var id)) return Certificates[id];
        return environment.SslState && name == environment.Domain ? Wildcard : null;
    }

    public void Dispose()
    {
        Authority.Dispose();
        LetsEncrypt.Dispose();
        Staging.Dispose();
    }
}
