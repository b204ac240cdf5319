using System.Linq;

namespace SslTools.Services;

/// <summary>A checked order for a new account, ready to be shown and carried out.</summary>
/// <param name="Name">The name in the store.</param>
/// <param name="Options">What the user asked for.</param>
/// <param name="Key">The key of the account where it exists already, unencrypted PKCS#8 DER; or null. Secret.</param>
/// <param name="Directory">What the CA says of itself.</param>
/// <param name="Location">The store.</param>
public sealed record AcmeAccountPlan(string Name, AcmeAccountOptions Options, byte[]? Key, AcmeDirectory Directory, string Location)
{
    /// <summary>The whole plan in one sentence, for -WhatIf and -Confirm.</summary>
    public string Description
    {
        get
        {
            var contacts = Options.Contacts.Count == 0 ? "no contact" : "contact " + string.Join(", ", Options.Contacts.Select(contact => contact.Replace("mailto:", "")));
            var key = Key is null ? $"a new {Options.KeyAlgorithm} key" : "the given key (its account is taken over where it has one)";
            var terms = Options.AcceptTermsOfService && Directory.TermsOfService is not null ? $", agreeing to {Directory.TermsOfService}" : "";
            var binding = Options.ExternalAccountKeyId is null ? "" : $", bound to the external account '{Options.ExternalAccountKeyId}'";
            return $"Make the account '{Name}' at {Options.Server} ({Options.Server.Directory}) with {key}, {contacts}{terms}{binding}, kept in '{Location}'";
        }
    }
}
