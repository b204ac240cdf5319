using System.Linq;

namespace SslTools.Services.Requests;

/// <summary>A checked order for a request, ready to be shown and carried out.</summary>
/// <param name="Name">The name in the store.</param>
/// <param name="Template">What the request shall ask for.</param>
/// <param name="Key">The key that is there already, or null.</param>
/// <param name="KeyAlgorithm">The key to make, where there is none.</param>
/// <param name="Options">What was asked.</param>
/// <param name="Location">The store.</param>
public sealed record RequestPlan(
    string Name, RequestTemplate Template, HeapKey? Key, SslKeyAlgorithm KeyAlgorithm, RequestOptions Options, string Location)
{
    /// <summary>Whether making the key takes long enough that Ctrl+C should not wait for it.</summary>
    public bool IsSlow => Key is null && KeyAlgorithm is SslKeyAlgorithm.RSA2048 or SslKeyAlgorithm.RSA3072 or SslKeyAlgorithm.RSA4096;

    /// <summary>The whole plan in one sentence, for -WhatIf and -Confirm.</summary>
    public string Description
    {
        get
        {
            var names = string.Join(", ", Template.Names.DnsNames.Concat(Template.Names.IPAddresses.Select(a => a.ToString())));
            var key = Key is null ? $"a new {KeyAlgorithm} key" : $"the key {Key.Place}";
            var subject = string.IsNullOrEmpty(Template.Subject) ? "" : $" and the subject '{Template.Subject}'";
            var file = Options.Path is null ? "" : $", and write it to '{Options.Path}'";
            return $"Make a certificate request for {names}{subject} with {key}, keep both as '{Name}' in '{Location}'"
                + $"{(Options.Force ? ", replacing what is there" : "")}{file}";
        }
    }
}
