using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SslTools.Testing.Acme;

/// <summary>What goes back.</summary>
public sealed class ServerAnswer
{
    public int Status { get; set; } = 200;

    public string? ContentType { get; set; }

    public byte[] Body { get; set; } = [];

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<string> Links { get; } = [];

    public static ServerAnswer Json(JsonNode json, int status = 200, string? location = null)
    {
        var answer = new ServerAnswer { Status = status, ContentType = "application/json", Body = Encoding.UTF8.GetBytes(json.ToJsonString()) };
        if (location is not null) answer.Headers["Location"] = location;
        return answer;
    }

    public static ServerAnswer Of(ServerProblem problem)
    {
        var answer = Json(problem.ToJson(), problem.Status, problem.Location);
        answer.ContentType = "application/problem+json";
        if (problem.RetryAfter is { } time) answer.Headers["Retry-After"] = Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return answer;
    }

    public ServerAnswer After(int? seconds)
    {
        if (seconds is not null) Headers["Retry-After"] = seconds.Value.ToString(CultureInfo.InvariantCulture);
        return this;
    }
}
