using System;
using System.Collections.Generic;

namespace SslTools.Services;

/// <summary>The task that the user asks for.</summary>
public sealed record RenewalTaskOptions
{
    /// <summary>The module's SslTools.psd1.</summary>
    public required string Manifest { get; init; }

    /// <summary>A scheduler, or null for the one that this machine has.</summary>
    public string? Scheduler { get; init; }

    /// <summary>Times of the day; none: twice a day at a minute that is chosen once.</summary>
    public IReadOnlyList<TimeSpan> Times { get; init; } = [];

    /// <summary>What Update-SslCertificate is given beside the store, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, object>> Parameters { get; init; } = [];
}
