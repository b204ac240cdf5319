using System;
using System.Linq;

namespace SslTools.Services;

/// <summary>A certificate, and whether it is to be renewed now.</summary>
public sealed class RenewalCandidate
{
    /// <summary>Decides.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="record">What is known of it.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="force">Whether it is renewed in any case.</param>
    /// <param name="interrupted">Whether an earlier run left its order.</param>
    public RenewalCandidate(string name, AcmeRenewalRecord record, DateTime now, bool force, bool interrupted = false)
    {
        Name = name;
        Record = record;
        IsForced = force;
        var due = RenewalRule.DueAt(record);
        var isWaiting = (interrupted || due <= now) && record.NextTry > now && !force;
        IsDue = force || (interrupted && !isWaiting) || (due <= now && !isWaiting && !record.IsRevoked);
        var byCa = record.RenewalInfo is { } info && info.CertId == record.CertId && info.RenewAt == due;
        Reason = force ? "asked for with -Force"
            : record.IsRevoked && !interrupted ? "it was revoked; -Force gets a new one with a new key"
            : isWaiting ? $"the last {(record.Failures == 1 ? "try" : $"{record.Failures} tries")} failed: {record.LastError}"
            : interrupted ? "an earlier run was interrupted"
            : byCa ? $"the CA suggests the time from {record.RenewalInfo!.WindowStart:yyyy-MM-dd HH:mm} to {record.RenewalInfo.WindowEnd:yyyy-MM-dd HH:mm} UTC"
            : $"it ends on {record.NotAfter:yyyy-MM-dd HH:mm} UTC";
        Pending = new SslRenewalResult
        {
            Name = name,
            Status = isWaiting ? SslRenewalStatus.Waiting : SslRenewalStatus.NotDue,
            Reason = Reason,
            NextRenewal = isWaiting ? record.NextTry : due,
            NotAfter = record.NotAfter,
        };
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What is known of it.</summary>
    public AcmeRenewalRecord Record { get; }

    /// <summary>Whether it is renewed in any case.</summary>
    public bool IsForced { get; }

    /// <summary>Whether it is to be renewed now.</summary>
    public bool IsDue { get; }

    /// <summary>Why, or why not.</summary>
    public string Reason { get; }

    /// <summary>The result of doing nothing.</summary>
    public SslRenewalResult Pending { get; }

    /// <summary>What is about to be done, for -WhatIf.</summary>
    public string Description => $"Renew '{Name}' ({string.Join(", ", Record.Names)}) from {string.Join(", then ", Record.Servers.Select(AcmeServer.Parse))}: {Reason}";
}

/// <summary>What a check of one certificate found. Thousands are held at once: what is not due keeps its result alone.</summary>
public sealed record RenewalCheck
{
    private RenewalCheck(string name)
    {
        Name = name;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What is to be done; null where nothing is.</summary>
    public RenewalCandidate? Due { get; private init; }

    /// <summary>The result of doing nothing, where nothing is to be done; with <see cref="Due"/> null too, it did not come from an ACME CA.</summary>
    public SslRenewalResult? Pending { get; private init; }

    /// <summary>Why it can't be read, or null.</summary>
    public SslToolsException? Error { get; private init; }

    /// <summary>It was read.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="candidate">The certificate; null where it did not come from an ACME CA.</param>
    /// <returns>The finding.</returns>
    public static RenewalCheck Of(string name, RenewalCandidate? candidate) => candidate is { IsDue: true }
        ? new RenewalCheck(name) { Due = candidate }
        : new RenewalCheck(name) { Pending = candidate?.Pending };

    /// <summary>It can't be read.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="error">Why.</param>
    /// <returns>The finding.</returns>
    public static RenewalCheck Failed(string name, SslToolsException error) => new(name) { Error = error };
}
