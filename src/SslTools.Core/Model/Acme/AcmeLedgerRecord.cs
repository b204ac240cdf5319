using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>What was asked of a CA for one registered domain, or by one account (collection <c>acme-ledger</c>).</summary>
public sealed record AcmeLedgerRecord
{
    /// <summary>The events, oldest first; those older than a week are dropped.</summary>
    public IReadOnlyList<AcmeLedgerEvent> Events { get; init; } = [];

    /// <summary>Until when the CA asked to wait, UTC; or null.</summary>
    public DateTime? BlockedUntil { get; init; }

    /// <summary>The CA's words for it.</summary>
    public string? BlockedReason { get; init; }
}

/// <summary>One event of the ledger.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Scope">What it counts against.</param>
/// <param name="Subject">The identifier, or the set of identifiers; empty for an account's orders.</param>
public sealed record AcmeLedgerEvent(DateTime At, AcmeRateLimitScope Scope, string Subject);
