using System.Collections.Generic;
using System.Security;

namespace SslTools.Services;

/// <summary>What a cmdlet knows of the CA and the account to use or to make.</summary>
public sealed record AcmeAccountOptions
{
    /// <summary>The CA.</summary>
    public AcmeServer Server { get; init; } = AcmeServer.Default;

    /// <summary>Roots of a private CA, DER.</summary>
    public IReadOnlyList<byte[]> TrustedRoots { get; init; } = [];

    /// <summary>The account's name in the store, or null for the CA's own (<see cref="AcmeServer.Key"/>).</summary>
    public string? Account { get; init; }

    /// <summary>Contacts of a new account: mail addresses or URLs.</summary>
    public IReadOnlyList<string> Contacts { get; init; } = [];

    /// <summary>Whether the user agreed to the terms of service.</summary>
    public bool AcceptTermsOfService { get; init; }

    /// <summary>The key id of an external account binding, or null.</summary>
    public string? ExternalAccountKeyId { get; init; }

    /// <summary>Its HMAC key, base64url. Secret.</summary>
    public SecureString? ExternalAccountKey { get; init; }

    /// <summary>The key of a new account.</summary>
    public SslKeyAlgorithm KeyAlgorithm { get; init; } = SslKeyAlgorithm.P256;
}
