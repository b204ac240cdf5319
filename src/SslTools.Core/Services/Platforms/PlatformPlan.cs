namespace SslTools.Services;

/// <summary>A checked registration, ready to be shown and kept.</summary>
public sealed class PlatformPlan
{
    internal PlatformPlan(string name, PlatformRecord record, string? secret)
    {
        Name = name;
        Record = record;
        Secret = secret;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The whole plan, for -WhatIf and -Confirm.</summary>
    public string Description =>
        Record.ApiHost is null
            ? $"Register the platform '{Name}': the sites of {Record.Server} under {Record.Domain}, with the certificate '{Record.CertificateName}'"
            : $"Register the platform '{Name}' at {Record.ApiHost}, and keep its {(Record.Login is null ? "token" : "password")} encrypted";

    internal PlatformRecord Record { get; }

    internal string? Secret { get; }
}
