using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services.Health;

/// <summary>How long a server certificate may last (baseline requirements, section 6.3.2; Apple's limit for all others).</summary>
internal sealed class LifetimeCheck : ICertificateCheck
{
    private const int PrivateLimit = 825;

    private static readonly (DateTime From, int Days)[] PublicLimits =
    [
        (Utc(2029, 3, 15), 47),
        (Utc(2027, 3, 15), 100),
        (Utc(2026, 3, 15), 200),
        (Utc(2020, 9, 1), 398),
        (Utc(2018, 3, 1), 825),
    ];

    /// <inheritdoc/>
    public IEnumerable<SslFinding> Find(StoredCertificate subject, HealthContext context)
    {
        if (subject.Certificate is not { Description: var description } || context.Purpose != SslCertificatePurpose.ServerAuthentication) yield break;
        var isPublic = context.Promises.IsPublic;
        var limit = LimitOf(description.NotBefore, isPublic);

        // Both ends count, and a day has 86,400 seconds.
        var days = (description.NotAfter - description.NotBefore + TimeSpan.FromSeconds(1)).TotalDays;
        if (days <= limit) yield break;
        yield return new SslFinding(
            "LifetimeTooLong", SslFindingSeverity.Warning,
            $"The certificate '{subject.Name}' lasts {Math.Ceiling(days)} days; "
            + (isPublic ? $"{limit} is the most for one from a public CA issued at {ValidityPeriod.Text(description.NotBefore)}." : $"Apple's systems refuse more than {limit}."),
            $"Issue it for at most {limit} days, and have it renewed automatically.", subject.Name);
    }

    /// <summary>The most days for a certificate.</summary>
    /// <param name="issued">When it was issued.</param>
    /// <param name="isPublic">Whether its root is one of a public CA.</param>
    /// <returns>The days.</returns>
    private static int LimitOf(DateTime issued, bool isPublic) => !isPublic
        ? PrivateLimit
        : PublicLimits.Where(limit => issued >= limit.From).Select(limit => limit.Days).DefaultIfEmpty(int.MaxValue).First();

    private static DateTime Utc(int year, int month, int day) => new(year, month, day, 0, 0, 0, DateTimeKind.Utc);
}
