using System;
using System.Collections.Generic;
using SslTools.Services.Endpoints;

namespace SslTools.Services.Reports;

/// <summary>What a report is about.</summary>
public sealed record ReportInput
{
    /// <summary>Names of stored certificates.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Certificates that were given.</summary>
    public IReadOnlyList<SslCertificate> Certificates { get; init; } = [];

    /// <summary>The web servers whose sites are looked for; none for all that are installed, null for no server at all.</summary>
    public IReadOnlyList<string>? Servers { get; init; }

    /// <summary>The main configuration file; null for the one that each server uses by itself.</summary>
    public string? ConfigPath { get; init; }

    /// <summary>Bindings that were given.</summary>
    public IReadOnlyList<SslBinding> Bindings { get; init; } = [];

    /// <summary>Endpoints to test beside those of the bindings.</summary>
    public IReadOnlyList<EndpointTarget> Targets { get; init; } = [];

    /// <summary>Endpoints that were tested already.</summary>
    public IReadOnlyList<SslEndpointResult> Endpoints { get; init; } = [];

    /// <summary>Whether the sites of bindings are met on this machine, as clients meet them.</summary>
    public bool TestBindings { get; init; } = true;

    /// <summary>How long each connection may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many endpoints are tested at once.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>In words, for a plan.</summary>
    /// <param name="store">The store.</param>
    /// <returns>What is looked at, and what is connected to.</returns>
    public string Describe(string store)
    {
        var certificates = Names.Count + Certificates.Count;
        var parts = new List<string> { $"{certificates} certificate{(certificates == 1 ? "" : "s")}{(Names.Count > 0 ? $" of '{store}'" : "")}" };
        if (Servers is not null) parts.Add(Servers.Count == 0 ? "the sites of this machine's web servers" : $"the sites of {string.Join(", ", Servers)}");
        if (Bindings.Count > 0) parts.Add($"{Bindings.Count} binding{(Bindings.Count == 1 ? "" : "s")}");
        if (TestBindings && (Servers is not null || Bindings.Count > 0)) parts.Add("what these sites serve");
        if (Endpoints.Count > 0) parts.Add($"{Endpoints.Count} tested endpoint{(Endpoints.Count == 1 ? "" : "s")}");
        if (Targets.Count > 0) parts.Add($"the endpoint{(Targets.Count == 1 ? "" : "s")} {string.Join(", ", Targets)}");
        return string.Join(", ", parts);
    }
}
