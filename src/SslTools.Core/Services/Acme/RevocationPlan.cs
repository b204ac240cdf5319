namespace SslTools.Services;

/// <summary>A checked revocation, ready to be shown and carried out.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Options">What the user asked for.</param>
/// <param name="Leaf">The certificate, DER.</param>
/// <param name="Key">The certificate's key where that revokes, unencrypted PKCS#8 DER; or null. Secret.</param>
/// <param name="AccountName">The account that revokes otherwise.</param>
public sealed record RevocationPlan(SslCertificate Certificate, RevocationOptions Options, byte[] Leaf, byte[]? Key, string AccountName)
{
    /// <summary>The whole plan in one sentence, for -WhatIf and -Confirm.</summary>
    public string Description
    {
        get
        {
            var means = Key is null ? $"in the name of the account '{AccountName}'" : "by its own key";
            return $"Revoke the certificate '{Certificate.Name}' (serial number {Certificate.SerialNumber}, valid until {ValidityPeriod.Text(Certificate.NotAfter)}) "
                + $"at {Options.Account.Server}, reason {Options.Reason}, {means}; this can't be undone";
        }
    }
}
