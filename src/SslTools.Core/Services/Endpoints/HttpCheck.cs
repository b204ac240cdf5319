using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using SslTools.Ports;

namespace SslTools.Services.Endpoints;

/// <summary>Browsers come and stay by HTTPS: plain HTTP leads there, and Strict-Transport-Security keeps them (RFC 6797).</summary>
internal sealed class HttpCheck : IEndpointCheck
{
    private const long LeastSeconds = 180 * 86400;

    private static readonly Regex MaxAge = new(@"(?:^|;)\s*max-age\s*=\s*""?(\d{1,12})""?\s*(?:;|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Whether an answer leads to HTTPS.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>True when it does.</returns>
    public static bool LeadsToHttps(HttpAnswer answer) => Leads(answer, Uri.UriSchemeHttps);

    /// <inheritdoc/>
    public IEnumerable<SslFinding> Find(EndpointView endpoint, EndpointContext context) => endpoint.Addresses.SelectMany(address => Find(address, endpoint));

    private static IEnumerable<SslFinding> Find(AddressView address, EndpointView endpoint)
    {
        var (where, host) = (address.Endpoint.Address.ToString(), endpoint.Target.HostName);
        if (address.Http is { } http && !LeadsToHttps(http))
        {
            yield return new SslFinding(
                "NoHttpsRedirect", SslFindingSeverity.Warning,
                $"Plain HTTP at {address.Endpoint.Address.Address} does not lead '{host}' to HTTPS: it answers {http.Status}{(http.Location is null ? "" : " with " + http.Location)}.",
                $"Set-SslBinding NAME -HostName {host} -RedirectHttp", where);
        }

        if (address.Https is not { } https) yield break;
        if (Leads(https, Uri.UriSchemeHttp))
        {
            yield return new SslFinding(
                "LeadsToHttp", SslFindingSeverity.Warning, $"{where} of '{endpoint.Target}' leads from HTTPS to {https.Location}"
                + (address.Http is { } plain && LeadsToHttps(plain) ? ", and plain HTTP leads back: a circle." : "."),
                "Have the site's redirect lead to https.", where);
        }

        // Addresses can't have it (RFC 6797 section 8.1.1).
        if (endpoint.Target.Address is not null || Age(https.StrictTransportSecurity) is not { } age || age >= LeastSeconds) yield break;
        yield return new SslFinding(
            age < 0 ? "NoHsts" : "HstsTooShort", SslFindingSeverity.Warning,
            age < 0
                ? $"{where} of '{endpoint.Target}' sends no Strict-Transport-Security, so that browsers may come back by plain HTTP."
                : $"{where} of '{endpoint.Target}' has browsers keep to HTTPS for {age} seconds only; half a year is the least that helps.",
            $"Set-SslBinding NAME -HostName {host} -Hsts", where);
    }

    // -1 where there is no header, or none that browsers heed.
    private static long? Age(string? header) => header is not null && MaxAge.Match(header) is { Success: true } match ? long.Parse(match.Groups[1].Value) : -1;

    private static bool Leads(HttpAnswer answer, string scheme) =>
        answer.Status is 301 or 302 or 303 or 307 or 308 && Uri.TryCreate(answer.Location, UriKind.Absolute, out var location) && location.Scheme == scheme;
}
