using System.Security;

namespace SslTools.Services;

/// <summary>A checked export of an account key, ready to be shown and carried out.</summary>
/// <param name="Account">The account.</param>
/// <param name="Path">The file.</param>
/// <param name="Passphrase">Encrypts the key, or null.</param>
public sealed record AcmeAccountExport(LetsEncryptAccount Account, string Path, SecureString? Passphrase)
{
    /// <summary>The whole plan in one sentence, for -WhatIf and -Confirm.</summary>
    public string Description =>
        $"Write the key of the account '{Account.Name}' of {Account.Server}, {(Passphrase is null ? "unencrypted" : "encrypted with the passphrase")}, to '{Path}'";
}
