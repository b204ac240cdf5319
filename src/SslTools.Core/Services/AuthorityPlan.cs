using System.Linq;

namespace SslTools.Services;

/// <summary>A checked order for a local CA, ready to be shown and carried out.</summary>
/// <param name="Name">The name in the store.</param>
/// <param name="Template">What it shall be.</param>
/// <param name="Options">What the user asked for.</param>
/// <param name="Location">The store.</param>
public sealed record AuthorityPlan(string Name, AuthorityTemplate Template, AuthorityOptions Options, string Location)
{
    /// <summary>The whole plan in one sentence, for -WhatIf and -Confirm.</summary>
    public string Description
    {
        get
        {
            var what = Template.Intermediate ? "root with an intermediate that signs" : "root that signs";
            var permitted = Template.PermittedDnsNames.Concat(Template.PermittedAddresses.Select(a => a.ToString())).ToList();
            var limits = permitted.Count == 0 ? "for any name" : "only for " + string.Join(", ", permitted);
            var key = Options.Passphrase is null ? "root key thrown away" : "root key kept encrypted";
            var end = ValidityPeriod.Text(Template.NotAfter);
            return $"Make a {Template.KeyAlgorithm} {what}, '{Template.Subject}', {limits}, valid until {end}, {key}, kept in '{Location}'";
        }
    }
}
