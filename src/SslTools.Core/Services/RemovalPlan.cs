namespace SslTools.Services;

/// <summary>A checked removal, ready to be shown and carried out.</summary>
/// <param name="Name">The certificate.</param>
/// <param name="Location">Its store.</param>
public sealed record RemovalPlan(string Name, string Location)
{
    /// <summary>The whole plan in one sentence, for -WhatIf and -Confirm.</summary>
    public string Description =>
        $"Remove the certificate '{Name}', its private key and all its versions from '{Location}'; this can't be undone";
}
