using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services;

/// <summary>A checked request, ready to be shown and carried out.</summary>
/// <param name="Name">The name in the store.</param>
/// <param name="Names">The identifiers.</param>
/// <param name="Options">What the user asked for.</param>
/// <param name="Location">The store.</param>
public sealed record AcmeRequestPlan(string Name, SubjectNames Names, AcmeRequestOptions Options, string Location)
{
    /// <summary>The certificate of that name that exists, or null.</summary>
    public SslCertificate? Existing { get; init; }

    /// <summary>Whether the existing certificate is what is asked for and not due yet.</summary>
    public bool IsCurrent { get; init; }

    /// <summary>Whether an earlier run left an order for the same, which is gone on with.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>Whether nothing is left to be done.</summary>
    public bool IsDone => IsCurrent && !IsInterrupted;

    /// <summary>What is done for each identifier, one line each.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>The rate limits of the first CA.</summary>
    public IReadOnlyList<RateLimitRoom> Room { get; init; } = [];

    /// <summary>The identifiers as an order has them.</summary>
    public IReadOnlyList<AcmeIdentifier> Identifiers =>
        [.. Names.DnsNames.Select(AcmeIdentifier.ForName), .. Names.IPAddresses.Select(AcmeIdentifier.ForAddress)];

    /// <summary>The whole plan, for -WhatIf and -Confirm.</summary>
    public string Description
    {
        get
        {
            var lines = new List<string>
            {
                $"Request a {(Options.CertificateRequest is null ? Options.KeyAlgorithm + " certificate" : "certificate for your own request")} for {string.Join(", ", Identifiers)} from {string.Join(", then ", Options.Servers.Select(Server))}",
                $"  account: {Options.Account.Account ?? string.Join(", ", Options.Servers.Select(server => server.Key))}{(Options.Account.AcceptTermsOfService ? ", made where there is none yet" : "")}",
            };
            if (Options.Profile is not null) lines.Add($"  profile: {Options.Profile}");
            lines.AddRange(Steps.Select(step => "  " + step));
            lines.Add($"  files: {(Existing is null ? "new" : $"version {Existing.Version + 1} of")} '{Name}' in '{Location}'");

            // Failed validations are counted by name; a line for each name that never failed says nothing.
            lines.AddRange(Room.Where(room => room.IsUsed || room.Scope != AcmeRateLimitScope.FailuresPerIdentifier).Select(room => $"  rate limit: {room.Explanation}"));
            return string.Join(Environment.NewLine, lines);
        }
    }

    private static string Server(AcmeServer server) => server.Name == server.Directory.Authority ? server.Directory.AbsoluteUri : server.Name;
}
