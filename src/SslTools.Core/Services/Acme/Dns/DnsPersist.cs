using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>
/// The standing record of dns-persist-01 (draft-ietf-acme-dns-persist): set once by hand, it lets one account issue for a
/// name again and again, so that no program needs write access to the zone.
/// </summary>
/// <param name="Issuers">How the CA calls itself (<c>issuer-domain-names</c> of the challenge); any of them will do.</param>
/// <param name="AccountUri">The account's URL, exactly as the CA gave it.</param>
/// <param name="Name">The name to issue for; may be a wildcard.</param>
public sealed record DnsPersist(IReadOnlyList<string> Issuers, string AccountUri, string Name)
{
    private const string Label = "_validation-persist.";

    private bool IsWildcard => DnsNames.Base(Name) != Name;

    /// <summary>The record to set.</summary>
    /// <param name="persistUntil">When it ends to hold; null: never.</param>
    /// <returns>The record.</returns>
    public DnsTxtRecord Plan(DateTimeOffset? persistUntil = null)
    {
        var value = $"{Issuers[0]}; accounturi={AccountUri}";
        if (IsWildcard) value += "; policy=wildcard";
        if (persistUntil is { } end) value += "; persistUntil=" + end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new DnsTxtRecord(Label + DnsNames.Base(Name), value);
    }

    /// <summary>Looks whether a record stands that serves, before anything is asked of the CA.</summary>
    /// <param name="dns">Asks the DNS.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">DnsPersistMissing, with the record to set.</exception>
    public async Task RequireAsync(IDnsQuery dns, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var plan = Plan();
        var texts = await dns.GetTextsAsync(plan.Name, cancellationToken).ConfigureAwait(false);
        var reasons = texts.Select(text => Explain(text, now)).ToList();
        if (reasons.Contains(null)) return;
        throw SslError.DnsPersistMissing(
            Name, plan.Name, plan.Value, reasons.Count == 0 ? $"there is nothing at {plan.Name}" : string.Join("; ", reasons));
    }

    /// <summary>Judges one TXT value.</summary>
    /// <param name="text">The value.</param>
    /// <param name="now">The time.</param>
    /// <returns>Why it does not serve; null where it does.</returns>
    public string? Explain(string text, DateTimeOffset now)
    {
        var shown = $"\"{(text.Length <= 200 ? text : text.Substring(0, 200) + "…")}\"";
        if (IssueValue.Parse(text) is not { } value) return shown + " is malformed";
        if (!Issuers.Any(issuer => issuer.TrimEnd('.').Equals(value.Issuer, StringComparison.OrdinalIgnoreCase))) return shown + " is for another CA";
        if (value["accounturi"] != AccountUri) return shown + " is for another account";
        if (value["persistUntil"] is { } end
            && !(long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds >= now.ToUnixTimeSeconds()))
            return shown + " has expired";
        return IsWildcard && !"wildcard".Equals(value["policy"], StringComparison.OrdinalIgnoreCase) ? shown + " lacks policy=wildcard" : null;
    }
}
