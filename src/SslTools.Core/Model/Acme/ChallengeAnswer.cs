using System;

namespace SslTools;

/// <summary>What is presented so that a CA can see who controls an identifier (RFC 8555 section 8).</summary>
/// <param name="Type">The challenge's type.</param>
/// <param name="Identifier">The identifier; a wildcard without its <c>*.</c>.</param>
/// <param name="Token">The token; empty for dns-persist-01.</param>
/// <param name="KeyAuthorization">Token, dot, thumbprint of the account key.</param>
/// <param name="Account">The account's URL.</param>
public sealed record ChallengeAnswer(string Type, AcmeIdentifier Identifier, string Token, string KeyAuthorization, Uri Account)
{
    /// <summary>Whether it is for the wildcard of the identifier.</summary>
    public bool Wildcard { get; init; }

    /// <summary>The CA's names for a dns-persist-01 record, separated by blanks.</summary>
    public string IssuerDomainNames { get; init; } = "";
}
