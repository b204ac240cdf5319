using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>An account as the CA shows it (RFC 8555 section 7.1.2).</summary>
/// <param name="Address">Its URL, the key identifier of its requests.</param>
/// <param name="Status">valid, deactivated or revoked.</param>
public sealed record AcmeAccount(Uri Address, AcmeStatus Status)
{
    /// <summary>Contact URLs; Let's Encrypt keeps none.</summary>
    public IReadOnlyList<string> Contacts { get; init; } = [];

    /// <summary>The list of its orders, or null where the CA has none.</summary>
    public Uri? Orders { get; init; }
}

/// <summary>What signs the requests of an account.</summary>
/// <param name="PrivateKey">The account key, unencrypted PKCS#8 DER. Secret.</param>
/// <param name="Account">The account's URL.</param>
public sealed record AcmeSigner(byte[] PrivateKey, Uri Account);

/// <summary>What a new account says (RFC 8555 section 7.3).</summary>
public sealed record AcmeAccountRequest
{
    /// <summary>Contact URLs such as <c>mailto:admin@example.com</c>.</summary>
    public IReadOnlyList<string> Contacts { get; init; } = [];

    /// <summary>Whether the user agreed to the terms of service.</summary>
    public bool TermsOfServiceAgreed { get; init; }

    /// <summary>Whether only an existing account is wanted.</summary>
    public bool OnlyReturnExisting { get; init; }

    /// <summary>The external account binding, or null.</summary>
    public AcmeExternalAccount? ExternalAccount { get; init; }
}

/// <summary>An account known to the CA by other means (RFC 8555 section 7.3.4).</summary>
/// <param name="KeyId">Its key identifier.</param>
/// <param name="HmacKey">Its key. Secret.</param>
public sealed record AcmeExternalAccount(string KeyId, byte[] HmacKey);
