using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services;

/// <summary>How much room a rate limit leaves, as far as this store knows.</summary>
/// <param name="Scope">What is counted.</param>
/// <param name="Subject">For whom: a domain, an identifier, an account.</param>
/// <param name="Left">How many are left now.</param>
/// <param name="Free">When one more is allowed, UTC; now where some are left.</param>
/// <param name="Explanation">One sentence.</param>
public sealed record RateLimitRoom(AcmeRateLimitScope Scope, string Subject, int Left, DateTime Free, string Explanation)
{
    /// <summary>Whether a renewal that names what it replaces does not count (RFC 9773 section 5, the CA's policy).</summary>
    public bool IsExemptForRenewals => Scope != AcmeRateLimitScope.FailuresPerIdentifier;

    /// <summary>Whether any of it is used.</summary>
    public bool IsUsed { get; init; } = true;

    /// <summary>Counts.</summary>
    /// <param name="server">The CA.</param>
    /// <param name="record">What is remembered.</param>
    /// <param name="subject">For whom, or null to name the subject itself.</param>
    /// <param name="scope">What.</param>
    /// <param name="subjects">The subjects to count; null counts every certificate.</param>
    /// <param name="now">Now, UTC.</param>
    /// <returns>One entry a subject, none where the CA publishes no such limit and has not asked to wait.</returns>
    internal static IEnumerable<RateLimitRoom> Of(
        AcmeServer server, AcmeLedgerRecord record, string? subject, AcmeRateLimitScope scope, IEnumerable<string?> subjects, DateTime now)
    {
        if (scope == AcmeRateLimitScope.CertificatesPerDomain && record.BlockedUntil is { } until && until > now)
            yield return new RateLimitRoom(scope, subject ?? "", 0, until, $"it asked to wait: {record.BlockedReason}");

        if (server.Limits.FirstOrDefault(limit => limit.Scope == scope) is not { } rule) yield break;
        var counted = scope == AcmeRateLimitScope.CertificatesPerDomain ? AcmeRateLimitScope.CertificatesPerIdentifierSet : scope;
        foreach (var one in subjects)
        {
            var recent = record.Events.Where(e => e.Scope == counted && (one is null || e.Subject == one) && e.At > now - rule.Window).OrderBy(e => e.At).ToList();
            var left = rule.Count - recent.Count;
            var free = left > 0 ? now : recent[recent.Count - rule.Count].At + rule.Window;
            yield return new RateLimitRoom(scope, subject ?? one ?? "", left, free, Explain(rule, subject ?? one ?? "", recent.Count))
            {
                IsUsed = recent.Count > 0,
            };
        }
    }

    private static string Explain(AcmeRateLimit rule, string subject, int used)
    {
        var what = rule.Scope switch
        {
            AcmeRateLimitScope.OrdersPerAccount => "orders of",
            AcmeRateLimitScope.FailuresPerIdentifier => "failed validations of",
            _ => "certificates for",
        };
        var window = rule.Window.TotalDays >= 1 ? $"{rule.Window.TotalDays:0} days" : rule.Window.TotalHours > 1 ? $"{rule.Window.TotalHours:0} hours" : "an hour";
        return $"{used} of {rule.Count} {what} {subject} in {window} are used";
    }
}
