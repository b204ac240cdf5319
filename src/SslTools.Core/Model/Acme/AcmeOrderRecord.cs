using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>
/// An order that is under way, written before each step (collection <c>acme-orders</c>, by the certificate's name); the new
/// private key lies beside it. A run that was killed goes on from here.
/// </summary>
public sealed record AcmeOrderRecord
{
    /// <summary>The collection.</summary>
    public const string Collection = "acme-orders";

    /// <summary>The CA's directory.</summary>
    public required string Directory { get; init; }

    /// <summary>The account's URL.</summary>
    public required string Account { get; init; }

    /// <summary>What was asked for, in one text: an order is gone on with only for the same.</summary>
    public required string Request { get; init; }

    /// <summary>What the present order is for: what was asked for without what was skipped.</summary>
    public required IReadOnlyList<AcmeIdentifier> Identifiers { get; init; }

    /// <summary>The order's URL; null while the CA's answer is not known.</summary>
    public string? Address { get; init; }

    /// <summary>When the order was begun, UTC.</summary>
    public required DateTime Started { get; init; }

    /// <summary>What was or is about to be presented, and is to be cleaned up.</summary>
    public IReadOnlyList<ChallengeAnswer> Presented { get; init; } = [];

    /// <summary>Names that were left out, with the reasons.</summary>
    public IReadOnlyList<SkippedName> Skipped { get; init; } = [];
}

/// <summary>A name that a certificate was issued without.</summary>
/// <param name="Name">The name.</param>
/// <param name="Reason">Why, in the CA's words.</param>
public sealed record SkippedName(string Name, string Reason)
{
    /// <summary>Name and reason.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Name}: {Reason}";
}
