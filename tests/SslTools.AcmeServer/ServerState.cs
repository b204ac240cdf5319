using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;

namespace SslTools.Testing.Acme;

/// <summary>What the CA knows. Whoever touches the lists holds <see cref="Lock"/>.</summary>
internal sealed class ServerState(AcmeTestServerOptions options, ServerClock clock, IssuingAuthority authority)
{
    private readonly ConcurrentDictionary<string, bool> _nonces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<DateTimeOffset>> _taken = new(StringComparer.Ordinal);
    private int _number;

    public object Lock { get; } = new();

    public AcmeTestServerOptions Options => options;

    public ServerClock Clock => clock;

    public IssuingAuthority Authority => authority;

    public string BaseUrl { get; set; } = "";

    public List<ServerAccount> Accounts { get; } = [];

    public List<ServerOrder> Orders { get; } = [];

    public List<ServerAuthorization> Authorizations { get; } = [];

    public List<ServerCertificate> Certificates { get; } = [];

    public string Url(string kind, string rest = "") =>
        $"{BaseUrl}/{kind}/{Interlocked().ToString(CultureInfo.InvariantCulture)}{rest}";

    public static string RandomText() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    public string NewNonce()
    {
        var nonce = RandomText();
        _nonces[nonce] = true;
        return nonce;
    }

    /// <summary>A nonce is good once (RFC 8555 section 6.5).</summary>
    public bool UseNonce(string nonce) => _nonces.TryRemove(nonce, out _);

    /// <summary>Looks whether one more is allowed, and refuses with the time when it will be.</summary>
    public void Check(RateLimit? limit, string key, string what)
    {
        if (limit is null || !_taken.TryGetValue(key, out var times)) return;
        times.RemoveAll(time => time <= clock.Now - limit.Window);
        if (times.Count < limit.Count) return;
        var wait = times[0] + limit.Window - clock.Now;
        throw new ServerProblem("rateLimited", $"too many {what}: retry after {(clock.Now + wait).UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC", 429) { RetryAfter = wait }.ToException();
    }

    /// <summary>Counts one.</summary>
    public void Count(string key)
    {
        if (!_taken.TryGetValue(key, out var times)) _taken[key] = times = [];
        times.Add(clock.Now);
    }

    public T Find<T>(IEnumerable<T> list, Func<T, bool> predicate) =>
        list.FirstOrDefault(predicate) ?? throw new ProblemException("malformed", "there is nothing at this URL", 404);

    private int Interlocked() => System.Threading.Interlocked.Increment(ref _number);
}
