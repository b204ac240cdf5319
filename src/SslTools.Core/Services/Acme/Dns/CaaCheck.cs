using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Who asks for a certificate, as CAA records see it.</summary>
/// <param name="Authorities">How the CA calls itself in CAA records (<c>caaIdentities</c> of its directory).</param>
/// <param name="AccountUri">The account's URL; null where there is none yet.</param>
/// <param name="Method">The type of the challenge, such as dns-01; null where it isn't chosen yet.</param>
public sealed record CaaRequester(IReadOnlyList<string> Authorities, string? AccountUri, string? Method);

/// <summary>Whether CAA records let a CA issue (RFC 8659 section 4, RFC 8657).</summary>
public static class CaaCheck
{
    private static readonly HashSet<string> Known =
        ["issue", "issuewild", "iodef", "issuemail", "issuevmc", "contactemail", "contactphone"];

    /// <summary>Asks the DNS, and fails where the CA may not issue. A CA that tells no names for itself can't be checked.</summary>
    /// <param name="dns">Asks the DNS.</param>
    /// <param name="name">The name to issue for; may be a wildcard.</param>
    /// <param name="requester">Who asks.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">CaaForbids, DnsUnavailable.</exception>
    public static async Task RequireAsync(IDnsQuery dns, string name, CaaRequester requester, CancellationToken cancellationToken)
    {
        if (requester.Authorities.Count == 0) return;
        var records = await dns.FindCaaAsync(DnsNames.Base(name), cancellationToken).ConfigureAwait(false);
        if (Explain(records, DnsNames.Base(name) != name, requester) is { } why) throw SslError.CaaForbids(name, requester.Authorities[0], why);
    }

    /// <summary>Judges records.</summary>
    /// <param name="records">Those that apply to the name.</param>
    /// <param name="wildcard">Whether the name is a wildcard.</param>
    /// <param name="requester">Who asks.</param>
    /// <returns>Why the CA may not issue; null where it may.</returns>
    public static string? Explain(IReadOnlyList<CaaRecord> records, bool wildcard, CaaRequester requester)
    {
        // Section 4.1: who does not understand a critical property must not issue.
        if (records.FirstOrDefault(record => record.Critical && !Known.Contains(record.Tag)) is { } critical)
            return $"the record of {critical.Name} has the critical property '{critical.Tag}', which CAs don't know";

        var relevant = records.Where(record => record.Tag == "issuewild").ToList();
        if (!wildcard || relevant.Count == 0) relevant = records.Where(record => record.Tag == "issue").ToList();
        if (relevant.Count == 0) return null;

        var reasons = relevant.Select(record => Explain(record, requester)).ToList();
        return reasons.Contains(null) ? null : string.Join("; ", reasons.Distinct());
    }

    private static string? Explain(CaaRecord record, CaaRequester requester)
    {
        var where = $"{record.Name} says {record.Tag} \"{record.Value}\"";
        if (IssueValue.Parse(record.Value) is not { } value) return where + ", which is malformed";
        if (!requester.Authorities.Any(authority => authority.TrimEnd('.').Equals(value.Issuer, StringComparison.OrdinalIgnoreCase))) return where;
        if (value["accounturi"] is { } account && account != requester.AccountUri)
            return where + (requester.AccountUri is null ? ", and there is no account yet" : $", and the account is {requester.AccountUri}");
        if (value["validationmethods"] is { } methods && requester.Method is { } method && !methods.Split(',').Contains(method))
            return where + $", and the challenge would be {method}";
        return null;
    }
}
