using System;
using System.Text.RegularExpressions;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>What a condition of the configuration compares a host name with.</summary>
/// <param name="Method">How: str, dom, end, beg, sub or reg, as HAProxy calls it.</param>
/// <param name="Value">With what.</param>
internal sealed record HaproxyHostPattern(string Method, string Value)
{
    /// <summary>Better than every pattern: the very name.</summary>
    public const int Exact = 3_000_000;

    private const int Ending = 2_000_000;
    private const int Beginning = 1_000_000;

    private static readonly TimeSpan RegexTimeout = TimeSpan.FromSeconds(1);

    /// <summary>As people write such names: <c>*.example</c> for all that end so.</summary>
    public string Text => Method switch
    {
        "end" => "*" + Value,
        "beg" => Value + "*",
        "sub" => "*" + Value + "*",
        "reg" => "~" + Value,
        _ => Value,
    };

    /// <summary>How well it fits a name; longer ones win over shorter ones of their kind.</summary>
    /// <param name="host">A DNS name, also a wildcard; or an address.</param>
    /// <returns>0 where it does not fit.</returns>
    public int Rank(string host)
    {
        const StringComparison comparison = StringComparison.OrdinalIgnoreCase;
        if (Value.Length == 0) return 0;
        return Method switch
        {
            "str" => Value.Equals(host, comparison) ? Exact : 0,
            "dom" => Value.Equals(host, comparison) ? Exact : host.EndsWith("." + Value, comparison) ? Ending + Value.Length : 0,
            "end" => host.Equals("*" + Value, comparison) ? Exact : host.EndsWith(Value, comparison) ? Ending + Value.Length : 0,
            "beg" => host.StartsWith(Value, comparison) ? Beginning + Value.Length : 0,
            "sub" => host.IndexOf(Value, comparison) >= 0 ? 2 : 0,
            "reg" => Matches(host) ? 1 : 0,
            _ => 0,
        };
    }

    private bool Matches(string host)
    {
        try
        {
            return Regex.IsMatch(host, Value.Replace("(?P<", "(?<"), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, RegexTimeout);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            // What only PCRE understands.
            return false;
        }
    }
}
