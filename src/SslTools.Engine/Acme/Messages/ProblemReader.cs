using System;
using System.Linq;
using System.Net;
using SslTools.Engine.Acme.Http;

namespace SslTools.Engine.Acme.Messages;

/// <summary>Reads problem documents (RFC 7807, RFC 8555 section 6.7).</summary>
internal static class ProblemReader
{
    private const string Prefix = "urn:ietf:params:acme:error:";
    private const int MaxSubproblems = 200;

    /// <summary>The problem that an answer is; whatever its media type says.</summary>
    /// <param name="host">The CA, for errors.</param>
    /// <param name="what">What was being done.</param>
    /// <param name="answer">An answer that is no success.</param>
    /// <returns>The problem; null where the answer is none of ACME's and asks for no patience either.</returns>
    public static AcmeProblem? Read(string host, string what, AcmeAnswer answer)
    {
        if (AcmeJson.TryParse(answer.Body) is { } json && json["type"] is not null)
            return Read(new AcmeJson(host, what, json)) is var problem && problem.Status == 0 ? problem with { Status = answer.Status } : problem;
        var code = answer.Status == 429 ? "rateLimited" : answer is { Status: >= 500, RetryAfter: not null } ? "serverInternal" : null;
        return code is null ? null : new AcmeProblem(Prefix + code, StatusText(answer.Status)) { Status = answer.Status };
    }

    /// <summary>A problem inside another object.</summary>
    /// <param name="json">The problem.</param>
    /// <returns>The problem.</returns>
    public static AcmeProblem Read(AcmeJson json) => Simple(json) with
    {
        Subproblems = json.Objects("subproblems").Take(MaxSubproblems).Select(Simple).ToList(),
    };

    /// <summary>A status in words.</summary>
    /// <param name="status">HTTP status.</param>
    /// <returns>Such as <c>502 BadGateway</c>.</returns>
    public static string StatusText(int status) => Enum.IsDefined(typeof(HttpStatusCode), status) ? $"{status} {(HttpStatusCode)status}" : $"{status}";

    private static AcmeProblem Simple(AcmeJson json) => new(json.Text("type") ?? "about:blank", json.Text("detail") ?? json.Text("title") ?? "no reason given")
    {
        Status = json.Number("status"),
        Identifier = json.Object("identifier") is { } identifier ? ObjectReader.TryIdentifier(identifier) : null,
    };
}
