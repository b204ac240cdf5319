using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.RegularExpressions;

namespace SslTools.Engine.Acme.Http;

/// <summary>The headers that ACME uses.</summary>
internal static class AnswerHeaders
{
    private const int MaxNonce = 1024;
    private static readonly Regex Link = new(@"<(?<url>[^<>]*)>(?<parameters>[^<]*)", RegexOptions.CultureInvariant);
    private static readonly Regex Relation = new(@";\s*rel\s*=\s*""?(?<rel>[^"";,]+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>The nonce; one that is not base64url is no nonce (RFC 8555 section 6.5.1).</summary>
    /// <param name="response">The answer.</param>
    /// <returns>The nonce, or null.</returns>
    public static string? Nonce(HttpResponseMessage response) =>
        Value(response, "Replay-Nonce") is { Length: > 0 and <= MaxNonce } nonce && Base64Url.IsAlphabet(nonce) ? nonce : null;

    /// <summary>Seconds or a date (RFC 9110 section 10.2.3). A date is taken relative to the CA's own, so that a wrong clock here does no harm.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="now">The time here, for an answer without date.</param>
    /// <param name="limit">The most that is believed.</param>
    /// <returns>How long to wait, or null.</returns>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now, TimeSpan limit)
    {
        var header = response.Headers.RetryAfter;
        var time = header?.Delta ?? header?.Date - (response.Headers.Date ?? now);
        return time is null ? null : time < TimeSpan.Zero ? TimeSpan.Zero : time > limit ? limit : time;
    }

    /// <summary>The links (RFC 8288), those that can be read.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="address">Where it came from.</param>
    /// <returns>Relation and URL.</returns>
    public static IReadOnlyList<KeyValuePair<string, Uri>> Links(HttpResponseMessage response, Uri address)
    {
        var links = new List<KeyValuePair<string, Uri>>();
        if (!response.Headers.TryGetValues("Link", out var values)) return links;
        foreach (Match link in values.SelectMany(value => Link.Matches(value).Cast<Match>()))
        {
            var relation = Relation.Match(link.Groups["parameters"].Value);
            if (relation.Success && Uri.TryCreate(address, link.Groups["url"].Value, out var url))
                links.Add(new(relation.Groups["rel"].Value.Trim().ToLowerInvariant(), url));
        }

        return links;
    }

    /// <summary>A header that occurs once.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="name">Its name.</param>
    /// <returns>Its value, or null.</returns>
    public static string? Value(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault()?.Trim() : null;
}
