using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.Json.Nodes;

namespace SslTools.Testing.Acme;

/// <summary>RFC 8555 section 7.4.</summary>
internal sealed class OrderHandlers(ServerState state)
{
    public ServerAnswer New(ServerAccount account, JwsReader jws)
    {
        var payload = jws.Json;
        if (payload.ContainsKey("notBefore") || payload.ContainsKey("notAfter")) throw new ProblemException("malformed", "notBefore and notAfter are not supported");
        var identifiers = Identifiers(payload);
        Reject(identifiers);
        var profile = Profile(payload);
        var replaces = payload["replaces"]?.GetValue<string>();
        var names = string.Join(",", identifiers.Select(identifier => identifier.Value).Order(StringComparer.Ordinal));
        if (state.Orders.FirstOrDefault(o => o.Account == account && o.Names == names && o.Profile.Key == profile.Key && (o.Status is "pending" or "ready")) is { } known)
        {
            known.Given++;
            return Answer(known, 201, true);
        }

        if (replaces is not null) CheckReplaces(account, replaces, identifiers);
        else
        {
            // A renewal that the CA asked for is exempt, as at Let's Encrypt.
            state.Check(state.Options.NewOrders, "orders " + account.Url, "new orders");
            state.Check(state.Options.CertificatesPerSet, "set " + names, $"certificates for exactly {names}");
        }

        foreach (var identifier in identifiers)
            state.Check(state.Options.FailedValidations, $"failed {account.Url} {identifier.Value}", $"failed validations of {identifier.Value}");
        var order = new ServerOrder(state.Url("order"), account)
        {
            Identifiers = identifiers,
            Authorizations = [.. identifiers.Select(identifier => Authorize(account, identifier))],
            Created = state.Clock.Now,
            Profile = profile,
            Replaces = replaces,
        };
        state.Count("orders " + account.Url);
        state.Orders.Add(order);
        return Answer(order, 201, true);
    }

    public ServerAnswer Read(ServerOrder order)
    {
        var answer = Answer(order, 200, false);
        if (order.ProcessingPolls > 0) order.ProcessingPolls--;
        return answer;
    }

    public ServerAnswer Finalize(ServerOrder order, JwsReader jws)
    {
        if (order.Status != "ready") throw new ProblemException("orderNotReady", $"the order is {order.Status}", 403);
        var request = RequestReader.Read(JwsReader.Bytes(jws.Json, "csr"), order);
        state.Check(state.Options.CertificatesPerSet, "set " + order.Names, $"certificates for exactly {order.Names}");
        // An hour back, as CAs do for clocks that are slow.
        var notBefore = state.Clock.Now.AddHours(-1);
        var leaf = state.Authority.Issue(order.Identifiers, request.PublicKey, notBefore, order.Profile.Value);
        order.Certificate = new ServerCertificate(state.Url("cert"), order, leaf) { CertId = IssuingAuthority.CertId(leaf) };
        order.ProcessingPolls = state.Options.ProcessingPolls;
        state.Certificates.Add(order.Certificate);
        if (order.Replaces is null) state.Count("set " + order.Names);
        else if (state.Certificates.FirstOrDefault(c => c.CertId == order.Replaces) is { } old) old.IsReplaced = true;
        return Answer(order, 200, false);
    }

    private ServerAnswer Answer(ServerOrder order, int status, bool isNew)
    {
        var json = new JsonObject
        {
            ["status"] = order.Status,
            ["expires"] = order.Created.AddDays(7).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'"),
            ["identifiers"] = new JsonArray([.. order.Identifiers.Select(identifier => (JsonNode)identifier.ToJson())]),
            ["authorizations"] = new JsonArray([.. order.Authorizations.Select(authorization => (JsonNode)authorization.Url)]),
            ["finalize"] = order.Url.Replace("/order/", "/finalize/"),
            ["profile"] = order.Profile.Key,
        };
        if (order.Status == "valid") json["certificate"] = order.Certificate!.Url;
        if (order.Replaces is not null) json["replaces"] = order.Replaces;
        if (order.Error is not null) json["error"] = order.Error.ToJson();
        var answer = ServerAnswer.Json(json, status, isNew || !state.Options.HidesOrderUrl ? order.Url : null);
        return order.Status is "processing" or "pending" && !isNew ? answer.After(state.Options.PollSeconds) : answer;
    }

    private static IReadOnlyList<ServerIdentifier> Identifiers(JsonObject payload)
    {
        var identifiers = (payload["identifiers"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(json => new ServerIdentifier(JwsReader.Text(json, "type"), JwsReader.Text(json, "value"))).ToList();
        if (identifiers.Count is 0 or > 100) throw new ProblemException("malformed", "there must be 1 to 100 identifiers");
        if (identifiers.Distinct().Count() != identifiers.Count) throw new ProblemException("malformed", "an identifier is there twice");
        foreach (var identifier in identifiers)
        {
            var isGood = identifier.Type switch
            {
                "dns" => identifier.Value == identifier.Value.ToLowerInvariant() && Uri.CheckHostName(identifier.Value.StartsWith("*.", StringComparison.Ordinal) ? identifier.Value[2..] : identifier.Value) == UriHostNameType.Dns,
                "ip" => IPAddress.TryParse(identifier.Value, out var address) && address.ToString() == identifier.Value,
                _ => throw new ProblemException("unsupportedIdentifier", $"the type '{identifier.Type}' is not supported"),
            };
            if (!isGood) throw new ProblemException("malformed", $"'{identifier.Value}' is no name");
        }

        return identifiers;
    }

    // RFC 8555 section 6.7.1: what is wrong with each name.
    private void Reject(IReadOnlyList<ServerIdentifier> identifiers)
    {
        var rejected = identifiers.Where(identifier => state.Options.RejectedNames.ContainsKey(identifier.Value))
            .Select(identifier => (identifier.Value, state.Options.RejectedNames[identifier.Value])).ToList();
        if (rejected.Count > 0)
            throw new ServerProblem("rejectedIdentifier", "some of the identifiers are refused", 403) { Subproblems = rejected }.ToException();
    }

    private KeyValuePair<string, TimeSpan> Profile(JsonObject payload)
    {
        if (payload["profile"]?.GetValue<string>() is not { } name) return state.Options.Profiles[0];
        return state.Options.Profiles.FirstOrDefault(profile => profile.Key == name) is { Key: not null } found
            ? found
            : throw new ProblemException("invalidProfile", $"there is no profile '{name}'");
    }

    // RFC 9773 section 5.
    private void CheckReplaces(ServerAccount account, string certId, IReadOnlyList<ServerIdentifier> identifiers)
    {
        if (state.Options.RefusesReplaces) throw new ProblemException("malformed", "replaces is refused", 403);
        var old = state.Certificates.FirstOrDefault(c => c.CertId == certId) ?? throw new ProblemException("malformed", "the certificate to replace is not known", 404);
        if (old.Order.Account != account) throw new ProblemException("unauthorized", "the certificate to replace is another account's", 403);
        if (!old.Order.Identifiers.Intersect(identifiers).Any()) throw new ProblemException("malformed", "the certificate to replace has none of these names");
        if (old.IsReplaced) throw new ProblemException("alreadyReplaced", "the certificate was replaced before", 409);
    }

    private ServerAuthorization Authorize(ServerAccount account, ServerIdentifier identifier)
    {
        var isWildcard = identifier.Value.StartsWith("*.", StringComparison.Ordinal);
        var bare = isWildcard ? identifier with { Value = identifier.Value[2..] } : identifier;
        var known = state.Authorizations.FirstOrDefault(a =>
            a.Account == account && a.Identifier == bare && a.IsWildcard == isWildcard && a.Status == "valid" && a.Validated + state.Options.AuthorizationReuse > state.Clock.Now);
        if (known is not null) return known;
        var authorization = new ServerAuthorization(state.Url("authz"), account, bare, isWildcard);
        var token = ServerState.RandomText();
        // RFC 8555 section 7.1.3 and RFC 8738 section 7.
        foreach (var type in state.Options.ChallengeTypes.Where(type => isWildcard ? type.StartsWith("dns-", StringComparison.Ordinal) : bare.Type != "ip" || !type.StartsWith("dns-", StringComparison.Ordinal)))
            authorization.Challenges.Add(new ServerChallenge(authorization.Url.Replace("/authz/", "/chall/") + "/" + type, type, token));
        state.Authorizations.Add(authorization);
        return authorization;
    }
}
