using System;
using Newtonsoft.Json.Linq;
using SslTools.Engine.Acme.Jose;

namespace SslTools.Engine.Acme;

/// <summary>A signed request (RFC 8555 section 6.2).</summary>
/// <param name="Address">Where it goes.</param>
/// <param name="What">What it is, for errors: "the order for www.example.com".</param>
/// <param name="Key">What signs it.</param>
internal sealed record AcmeRequest(Uri Address, string What, JwsKey Key)
{
    /// <summary>The account's URL; null puts the public key into the header.</summary>
    public Uri? Account { get; init; }

    /// <summary>What is sent; null for POST-as-GET (section 6.3).</summary>
    public JToken? Payload { get; init; }

    /// <summary>Whether sending it twice is the same as sending it once.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>The media type that is wanted.</summary>
    public string Accept { get; init; } = "application/json";
}
