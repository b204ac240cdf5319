namespace SslTools.Ports;

/// <summary>One trust store on this machine.</summary>
/// <param name="Kind">The kind, <see cref="ITrustStore.Name"/>.</param>
/// <param name="Path">The file, folder or database.</param>
/// <param name="Means">What changes it, for -WhatIf: the tool, and anything else that a change brings about.</param>
/// <param name="Unavailable">Why it can't be changed (a missing tool, for example, with how to install it), or null.</param>
public sealed record TrustStoreLocation(string Kind, string Path, string Means, string? Unavailable = null);
