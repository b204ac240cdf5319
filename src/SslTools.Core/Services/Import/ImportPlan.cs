using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services.Import;

/// <summary>A checked import of one certificate, ready to be shown and carried out.</summary>
/// <param name="Name">The name in the store.</param>
/// <param name="Leaf">The certificate.</param>
/// <param name="Key">Its private key.</param>
/// <param name="Chain">Its issuers.</param>
/// <param name="Options">What was asked.</param>
/// <param name="Location">The store.</param>
public sealed record ImportPlan(string Name, HeapCertificate Leaf, FoundKey Key, ImportChain Chain, ImportOptions Options, string Location)
{
    /// <summary>The whole plan in one sentence, for -WhatIf and -Confirm.</summary>
    public string Description
    {
        get
        {
            var names = string.Join(", ", Leaf.Description.DnsNames.Concat(Leaf.Description.IPAddresses));
            var chain = Chain.Issuers.Count == 0 ? "without issuers" : $"with the issuers {string.Join(" and ", Chain.Issuers.Select(c => $"'{c}' ({c.Place})"))}";
            var root = Chain.Root is null ? "" : $", without the root '{Chain.Root}'";
            var replaced = Options.Force ? ", replacing what is there" : "";
            var request = Key.Request is null ? "" : $"; the request '{Key.Request}' is complete and goes";
            return $"Import the certificate for {names} ({Leaf.Place}, until {ValidityPeriod.Text(Leaf.Description.NotAfter)}) "
                + $"with its key ({Key.Key.Place}), {chain}{root}, as '{Name}' into '{Location}'{replaced}{request}";
        }
    }
}

/// <summary>What can be imported of a heap, and what not.</summary>
/// <param name="Plans">One for each certificate that is good.</param>
/// <param name="Failures">What could not be read, and what is refused.</param>
public sealed record ImportOutlook(IReadOnlyList<ImportPlan> Plans, IReadOnlyList<SslToolsException> Failures);

/// <summary>A private key with where it was found.</summary>
/// <param name="Key">The key.</param>
/// <param name="Request">The request in the store that waits with it, or null.</param>
public sealed record FoundKey(HeapKey Key, string? Request);

/// <summary>The issuers of a certificate, as a server sends them.</summary>
/// <param name="Issuers">The certificate's issuer first, without the root.</param>
/// <param name="Root">The root that was among the files, or null.</param>
/// <param name="IsAnchored">Whether the last one was issued by a root that is known here or was among the files.</param>
public sealed record ImportChain(IReadOnlyList<HeapCertificate> Issuers, HeapCertificate? Root, bool IsAnchored);
