using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace SslTools.Testing.Acme;

/// <summary>A problem document (RFC 8555 section 6.7).</summary>
/// <param name="Code">The last part of its type.</param>
/// <param name="Detail">Why.</param>
/// <param name="Status">HTTP status.</param>
public sealed record ServerProblem(string Code, string Detail, int Status = 403)
{
    public IReadOnlyList<(string Name, ServerProblem Problem)> Subproblems { get; init; } = [];

    /// <summary>How long to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Where the thing is that is in the way.</summary>
    public string? Location { get; init; }

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["type"] = "urn:ietf:params:acme:error:" + Code, ["detail"] = Detail, ["status"] = Status };
        if (Subproblems.Count > 0)
        {
            json["subproblems"] = new JsonArray([.. Subproblems.Select(sub =>
            {
                var item = sub.Problem.ToJson();
                item["identifier"] = ServerIdentifier.Parse(sub.Name).ToJson();
                return (JsonNode)item;
            })]);
        }

        return json;
    }

    public ProblemException ToException() => new(this);
}

/// <summary>Ends a request with a problem.</summary>
public sealed class ProblemException(ServerProblem problem) : Exception(problem.Detail)
{
    public ProblemException(string code, string detail, int status = 400)
        : this(new ServerProblem(code, detail, status))
    {
    }

    public ServerProblem Problem { get; } = problem;
}
