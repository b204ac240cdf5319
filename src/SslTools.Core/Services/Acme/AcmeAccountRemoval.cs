namespace SslTools.Services;

/// <summary>A checked removal of an account, ready to be shown and carried out.</summary>
/// <param name="Name">The account.</param>
/// <param name="Account">The account as it is; null where its entry is damaged.</param>
/// <param name="Deactivate">Whether the CA is told first.</param>
/// <param name="Location">Its store.</param>
public sealed record AcmeAccountRemoval(string Name, LetsEncryptAccount? Account, bool Deactivate, string Location)
{
    /// <summary>The whole plan in one sentence, for -WhatIf and -Confirm.</summary>
    public string Description
    {
        get
        {
            var place = Account is null ? "" : $" of {Account.Server}";
            var first = Deactivate ? $"Deactivate the account '{Name}'{place} at the CA for ever, then remove it" : $"Remove the account '{Name}'{place}";
            var rest = Deactivate ? "" : "; at the CA it stays valid, and without an exported key nobody can use it again";
            return $"{first} with its key from '{Location}'{rest}";
        }
    }
}
