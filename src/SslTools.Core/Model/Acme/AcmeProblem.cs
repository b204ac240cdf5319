using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>A problem document of a CA (RFC 7807, RFC 8555 section 6.7).</summary>
/// <param name="Type">The whole URN or URL, such as <c>urn:ietf:params:acme:error:rateLimited</c>.</param>
/// <param name="Detail">The CA's own words.</param>
public sealed record AcmeProblem(string Type, string Detail)
{
    private const string Prefix = "urn:ietf:params:acme:error:";

    /// <summary>The HTTP status, or 0.</summary>
    public int Status { get; init; }

    /// <summary>The identifier concerned, of a subproblem; or null.</summary>
    public AcmeIdentifier? Identifier { get; init; }

    /// <summary>What is wrong with single identifiers (RFC 8555 section 6.7.1).</summary>
    public IReadOnlyList<AcmeProblem> Subproblems { get; init; } = [];

    /// <summary>The last part of <see cref="Type"/>, such as <c>rateLimited</c>; empty where it is not one of ACME's.</summary>
    public string Code => Type.StartsWith(Prefix, StringComparison.Ordinal) ? Type.Substring(Prefix.Length) : "";
}
