using System.Linq;

namespace SslTools.Services;

/// <summary>A checked order for a certificate, ready to be shown and carried out.</summary>
/// <param name="Name">The name in the store.</param>
/// <param name="Template">What the certificate shall say.</param>
/// <param name="Options">What the user asked for.</param>
/// <param name="Location">The store.</param>
public sealed record SelfSignedPlan(string Name, CertificateTemplate Template, SelfSignedOptions Options, string Location)
{
    /// <summary>Whether generating the key takes long enough that Ctrl+C should not wait for it: RSA, not curves.</summary>
    public bool IsSlow => Template.KeyAlgorithm is SslKeyAlgorithm.RSA2048 or SslKeyAlgorithm.RSA3072 or SslKeyAlgorithm.RSA4096;

    /// <summary>The whole plan in one sentence, for -WhatIf and -Confirm.</summary>
    public string Description
    {
        get
        {
            var names = string.Join(", ", Template.Names.DnsNames.Concat(Template.Names.IPAddresses.Select(a => a.ToString())));
            var signer = Options.Authority is null ? "its own key" : $"the authority '{Options.Authority}'";
            var end = ValidityPeriod.Text(Template.NotAfter);
            var kept = Options.Ephemeral ? "kept nowhere" : $"kept in '{Location}'";
            return $"Issue a {Template.KeyAlgorithm} certificate for {names}, signed by {signer}, valid until {end}, {kept}";
        }
    }
}
