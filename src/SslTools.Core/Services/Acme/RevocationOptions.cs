namespace SslTools.Services;

/// <summary>What a cmdlet knows of a revocation.</summary>
public sealed record RevocationOptions
{
    /// <summary>The CA, and the account that revokes; one that does not exist is not made.</summary>
    public AcmeAccountOptions Account { get; init; } = new();

    /// <summary>Whether the user named the CA or the account; otherwise those that issued the certificate are meant, where the store knows them.</summary>
    public bool IsIssuerGiven { get; init; }

    /// <summary>Why.</summary>
    public SslRevocationReason Reason { get; init; }

    /// <summary>Whether the certificate's own key revokes, rather than an account.</summary>
    public bool ByKey { get; init; }

    /// <summary>The certificate's key where the certificate does not bring it, unencrypted PKCS#8 DER; or null. Secret.</summary>
    public byte[]? Key { get; init; }
}
