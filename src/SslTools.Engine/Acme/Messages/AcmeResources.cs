using System;
using System.Collections.Generic;

namespace SslTools.Engine.Acme.Messages;

/// <summary>Where a CA's resources are (RFC 8555 section 7.1.1), and which hosts are its own.</summary>
/// <param name="Directory">What the CA says of itself.</param>
internal sealed record AcmeResources(AcmeDirectory Directory)
{
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>newNonce.</summary>
    public required Uri NewNonce { get; init; }

    /// <summary>newAccount.</summary>
    public required Uri NewAccount { get; init; }

    /// <summary>newOrder.</summary>
    public required Uri NewOrder { get; init; }

    /// <summary>revokeCert, or null.</summary>
    public Uri? RevokeCert { get; init; }

    /// <summary>keyChange, or null.</summary>
    public Uri? KeyChange { get; init; }

    /// <summary>renewalInfo, or null (RFC 9773 section 3).</summary>
    public Uri? RenewalInfo { get; init; }

    /// <summary>Reads a directory.</summary>
    /// <param name="address">Where it was asked for.</param>
    /// <param name="host">The CA, for errors.</param>
    /// <param name="json">The document.</param>
    /// <returns>The resources.</returns>
    public static AcmeResources Read(Uri address, string host, AcmeJson json)
    {
        Uri? Find(string field)
        {
            if (json.Text(field) is not { } text) return null;
            return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
                ? uri
                : throw json.Bad($"its {field} is not an https URL");
        }

        Uri Need(string field) => Find(field) ?? throw json.Bad($"it has no {field}; is this the address of an ACME directory?");

        var meta = json.Object("meta");
        var profiles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var profile in meta?.Map("profiles") ?? []) profiles[profile.Key] = profile.Value;
        var renewalInfo = Find("renewalInfo");
        var resources = new AcmeResources(new AcmeDirectory
        {
            Address = address,
            TermsOfService = meta?.Page("termsOfService"),
            Website = meta?.Page("website"),
            CaaIdentities = [.. meta?.Texts("caaIdentities") ?? []],
            ExternalAccountRequired = meta?.Flag("externalAccountRequired") ?? false,
            Profiles = profiles,
            HasRenewalInfo = renewalInfo is not null,
        })
        {
            NewNonce = Need("newNonce"),
            NewAccount = Need("newAccount"),
            NewOrder = Need("newOrder"),
            RevokeCert = Find("revokeCert"),
            KeyChange = Find("keyChange"),
            RenewalInfo = renewalInfo,
        };
        resources._hosts.Add(host);
        foreach (var uri in new[] { address, resources.NewNonce, resources.NewAccount, resources.NewOrder, resources.RevokeCert, resources.KeyChange, renewalInfo })
        {
            if (uri is not null) resources._hosts.Add(uri.Authority);
        }

        return resources;
    }

    /// <summary>Whether a URL is one of this CA: https, on the directory's host or on one that the directory names.</summary>
    /// <param name="uri">The URL.</param>
    /// <returns>True when requests may be sent there.</returns>
    public bool Owns(Uri uri) => uri.IsAbsoluteUri && uri.Scheme == Uri.UriSchemeHttps && _hosts.Contains(uri.Authority);
}
