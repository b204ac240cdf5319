using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace SslTools.Testing.Acme;

/// <summary>RFC 8555 section 7.5 and 8.</summary>
internal sealed class AuthorizationHandlers(ServerState state)
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    public ServerAnswer Read(ServerAuthorization authorization, JwsReader jws)
    {
        if (!jws.IsPostAsGet)
        {
            if (jws.Json["status"]?.GetValue<string>() != "deactivated") throw new ProblemException("malformed", "an authorization can only be deactivated");
            if (authorization.Status is not ("pending" or "valid")) throw new ProblemException("malformed", "the authorization is " + authorization.Status);
            authorization.IsDeactivated = true;
        }
        else if (authorization.PendingPolls > 0 && --authorization.PendingPolls == 0)
        {
            Settle(authorization);
        }

        var json = new JsonObject
        {
            ["status"] = authorization.Status,
            ["identifier"] = authorization.Identifier.ToJson(),
            ["expires"] = state.Clock.Now.AddDays(7).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            ["challenges"] = new JsonArray([.. authorization.Challenges.Select(challenge => (JsonNode)Json(challenge))]),
        };
        if (authorization.IsWildcard) json["wildcard"] = true;
        var answer = ServerAnswer.Json(json);
        return authorization.Status == "pending" ? answer.After(state.Options.PollSeconds) : answer;
    }

    public ServerAnswer Challenge(ServerAuthorization authorization, ServerChallenge challenge, JwsReader jws)
    {
        if (!jws.IsPostAsGet)
        {
            if (jws.Json.Count > 0) throw new ProblemException("malformed", "the answer to a challenge is an empty object");
            // Answered once, and never again (section 8.2): a second answer is an error, as at Pebble.
            if (authorization.Status != "pending" || challenge.Status != "pending") throw new ProblemException("malformed", $"the challenge is {challenge.Status}");
            challenge.Status = "processing";
            _ = ValidateAsync(authorization, challenge);
        }

        var answer = ServerAnswer.Json(Json(challenge));
        answer.Links.Add($"<{authorization.Url}>;rel=\"up\"");
        return answer;
    }

    private static JsonObject Json(ServerChallenge challenge)
    {
        var json = new JsonObject { ["type"] = challenge.Type, ["url"] = challenge.Url, ["status"] = challenge.Status, ["token"] = challenge.Token };
        if (challenge.Error is not null) json["error"] = challenge.Error.ToJson();
        return json;
    }

    private async Task ValidateAsync(ServerAuthorization authorization, ServerChallenge challenge)
    {
        var question = new ChallengeQuestion(
            authorization.Identifier.Value, challenge.Type, challenge.Token, $"{challenge.Token}.{authorization.Account.Key.Thumbprint}");
        var problem = state.Options.FailedNames.TryGetValue(question.Name, out var failure) ? failure
            : state.Options.Validator is { } validator ? await validator(question)
            : state.Options.HttpPort is { } port && challenge.Type == "http-01" ? await FetchAsync(question, port)
            : null;
        lock (state.Lock)
        {
            challenge.Error = problem;
            authorization.PendingPolls = state.Options.ValidationPolls;
            if (authorization.PendingPolls == 0) Settle(authorization);
        }
    }

    private void Settle(ServerAuthorization authorization)
    {
        var challenge = authorization.Challenges.First(c => c.Status == "processing");
        challenge.Status = challenge.Error is null ? "valid" : "invalid";
        if (challenge.Error is null) authorization.Validated = state.Clock.Now;
        else state.Count($"failed {authorization.Account.Url} {authorization.Identifier.Value}");
    }

    // Section 8.3; the name is asked for on this machine.
    private static async Task<ServerProblem?> FetchAsync(ChallengeQuestion question, int port)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}/.well-known/acme-challenge/{question.Token}");
            request.Headers.Host = question.Name;
            using var response = await Http.SendAsync(request);
            var content = await response.Content.ReadAsStringAsync();
            return response.IsSuccessStatusCode && content.TrimEnd() == question.KeyAuthorization
                ? null
                : new ServerProblem("unauthorized", $"the answer for {question.Name} was {(int)response.StatusCode} and not the key authorization");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return new ServerProblem("connection", $"{question.Name}: {e.Message}", 400);
        }
    }
}
