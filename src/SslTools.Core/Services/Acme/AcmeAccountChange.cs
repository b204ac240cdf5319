using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services;

/// <summary>A checked change of an account, ready to be shown and carried out.</summary>
/// <param name="Account">The account as it is.</param>
public sealed record AcmeAccountChange(LetsEncryptAccount Account)
{
    /// <summary>The new contact URLs, none removes all; null leaves them.</summary>
    public IReadOnlyList<string>? Contacts { get; init; }

    /// <summary>The algorithm of a new key, or null to keep the key.</summary>
    public SslKeyAlgorithm? NewKey { get; init; }

    /// <summary>Roots of the CA to be remembered from now on, DER; null leaves them.</summary>
    public IReadOnlyList<byte[]>? TrustedRoots { get; init; }

    /// <summary>The whole plan in one sentence, for -WhatIf and -Confirm.</summary>
    public string Description
    {
        get
        {
            var changes = new List<string>();
            if (Contacts is { Count: 0 }) changes.Add("remove all contacts");
            else if (Contacts is not null) changes.Add("change the contacts to " + string.Join(", ", Contacts.Select(contact => contact.Replace("mailto:", ""))));
            if (NewKey is not null) changes.Add($"replace its key {Account.KeyThumbprint} by a new {NewKey} key");
            if (TrustedRoots is not null) changes.Add($"trust {TrustedRoots.Count} given {(TrustedRoots.Count == 1 ? "root" : "roots")} for its CA");
            var all = string.Join(", ", changes);
            return $"At the account '{Account.Name}' of {Account.Server} ({Account.Address}): {all}";
        }
    }
}
