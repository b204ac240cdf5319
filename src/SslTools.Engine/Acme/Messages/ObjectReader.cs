using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.Acme.Http;

namespace SslTools.Engine.Acme.Messages;

/// <summary>Makes the model of a CA's objects (RFC 8555 section 7.1).</summary>
/// <param name="json">The object.</param>
/// <param name="answer">The answer it came with.</param>
/// <param name="owns">Whether a URL is one of the CA.</param>
internal sealed class ObjectReader(AcmeJson json, AcmeAnswer answer, Func<Uri, bool> owns)
{
    private const int MaxToken = 200;

    /// <summary>An identifier.</summary>
    /// <param name="json">The object.</param>
    /// <returns>The identifier, or null where it is none.</returns>
    public static AcmeIdentifier? TryIdentifier(AcmeJson json) =>
        json.Text("type") is { } type && json.Text("value") is { } value ? new AcmeIdentifier(type, value) : null;

    /// <summary>An account.</summary>
    /// <param name="address">Its URL, where it is known.</param>
    /// <returns>The account.</returns>
    public AcmeAccount Account(Uri? address) => new(Address(address), json.Status())
    {
        Contacts = [.. json.Texts("contact")],
        Orders = Url("orders"),
    };

    /// <summary>An order.</summary>
    /// <param name="address">Its URL, where it is known.</param>
    /// <returns>The order.</returns>
    public AcmeOrder Order(Uri? address) => new(Address(address), json.Status())
    {
        Expires = json.Time("expires"),
        Identifiers = [.. json.Objects("identifiers").Select(TryIdentifier).OfType<AcmeIdentifier>()],
        Authorizations = [.. json.Texts("authorizations").Select(text => Checked(text, "an authorization"))],
        Finalize = Url("finalize"),
        Certificate = Url("certificate"),
        Error = json.Object("error") is { } error ? ProblemReader.Read(error) : null,
        RetryAfter = answer.RetryAfter,
    };

    /// <summary>An authorization.</summary>
    /// <param name="address">Its URL.</param>
    /// <returns>The authorization.</returns>
    public AcmeAuthorization Authorization(Uri address)
    {
        var identifier = json.Object("identifier") is { } value ? TryIdentifier(value) : null;
        return new AcmeAuthorization(address, identifier ?? throw json.Bad("it has no identifier"), json.Status())
        {
            Wildcard = json.Flag("wildcard"),
            Expires = json.Time("expires"),
            Challenges = [.. json.Objects("challenges").Where(IsChallenge).Select(Challenge)],
            RetryAfter = answer.RetryAfter,
        };
    }

    /// <summary>A challenge that is the whole answer.</summary>
    /// <returns>The challenge.</returns>
    public AcmeChallenge Challenge() =>
        IsChallenge(json) ? Challenge(json) : throw json.Bad("it is no challenge");

    /// <summary>The URLs of a list.</summary>
    /// <param name="field">Its name.</param>
    /// <returns>The URLs.</returns>
    public IEnumerable<Uri> Urls(string field) => json.Texts(field).Select(text => Checked(text, "an entry"));

    private static bool IsChallenge(AcmeJson item) => item.Text("type") is not null && item.Text("url") is not null && item.Text("status") is not null;

    private AcmeChallenge Challenge(AcmeJson item)
    {
        var type = item.Text("type")!;
        return new AcmeChallenge(type, Checked(item.Text("url")!, "a challenge"), item.Status())
        {
            Token = Token(type, item.Text("token") ?? ""),
            IssuerDomainNames = [.. item.Texts("issuer-domain-names")],
            Error = item.Object("error") is { } error ? ProblemReader.Read(error) : null,
        };
    }

    // It becomes the name of a file: anything but base64url (RFC 8555 section 8.1) must not get there.
    private string Token(string type, string token)
    {
        var needed = type is AcmeChallenge.Http01 or AcmeChallenge.Dns01 or AcmeChallenge.TlsAlpn01 or AcmeChallenge.DnsAccount01;
        if (token.Length is > 0 and <= MaxToken && Base64Url.IsAlphabet(token)) return token;
        return needed ? throw json.Bad($"its {type} challenge has no token, or one that is not base64url") : "";
    }

    // The header may be relative (RFC 9110 section 10.2.2).
    private Uri Address(Uri? known) => known
        ?? (answer.Location is { } location && Uri.TryCreate(answer.Address, location, out var uri)
            ? Checked(uri.OriginalString, "it")
            : throw json.Bad("it comes without its address"));

    private Uri? Url(string field) => json.Text(field) is { } text ? Checked(text, field) : null;

    private Uri Checked(string text, string what) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && owns(uri) ? uri : throw json.Bad($"the URL of {what} is not one of this CA: '{text}'");
}
