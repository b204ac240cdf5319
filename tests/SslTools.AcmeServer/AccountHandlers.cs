using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace SslTools.Testing.Acme;

/// <summary>RFC 8555 section 7.3.</summary>
internal sealed class AccountHandlers(ServerState state)
{
    public ServerAnswer New(JwsReader jws)
    {
        var key = jws.Key;
        var payload = jws.Json;
        if (state.Accounts.FirstOrDefault(a => a.Key.Thumbprint == key.Thumbprint) is { } known)
            return known.Status == "valid" ? Answer(known, 200) : throw new ProblemException("unauthorized", "the account is " + known.Status, 403);
        if (Flag(payload, "onlyReturnExisting")) throw new ProblemException("accountDoesNotExist", "there is no account with this key");
        if (!Flag(payload, "termsOfServiceAgreed")) throw new ProblemException("userActionRequired", "the terms of service must be agreed to", 403);
        Bind(payload, jws);
        var account = new ServerAccount(state.Url("acct"), key) { Contacts = Contacts(payload) };
        state.Accounts.Add(account);
        return Answer(account, 201);
    }

    public ServerAnswer Read(ServerAccount account, JwsReader jws)
    {
        if (jws.IsPostAsGet) return Answer(account, 200);
        var payload = jws.Json;
        if (payload.ContainsKey("contact")) account.Contacts = Contacts(payload);
        if (payload["status"]?.GetValue<string>() is { } status)
            account.Status = status == "deactivated" ? status : throw new ProblemException("malformed", "an account can only be deactivated");
        return Answer(account, 200);
    }

    public ServerAnswer ChangeKey(ServerAccount account, JwsReader jws)
    {
        var inner = new JwsReader(jws.Payload);
        var key = inner.Key;
        inner.Verify(key);
        if (inner.Nonce is not null) throw new ProblemException("malformed", "the inner JWS has a nonce");
        if (inner.Url != jws.Url) throw new ProblemException("malformed", "the URLs of the inner and the outer JWS differ");
        var change = inner.Json;
        if (JwsReader.Text(change, "account") != account.Url) throw new ProblemException("malformed", "the change is for another account");
        if (change["oldKey"] is not JsonObject old || Jwk.Parse(old).Thumbprint != account.Key.Thumbprint)
            throw new ProblemException("malformed", "oldKey is not the account's key");
        if (state.Accounts.FirstOrDefault(a => a.Key.Thumbprint == key.Thumbprint) is { } other)
            throw new ServerProblem("malformed", "the new key is that of another account", 409) { Location = other.Url }.ToException();
        account.Key = key;
        return Answer(account, 200);
    }

    public ServerAnswer Orders(ServerAccount account, int page)
    {
        var orders = state.Orders.Where(order => order.Account == account && order.Status != "invalid").ToList();
        var size = state.Options.OrdersPerPage;
        var answer = ServerAnswer.Json(new JsonObject
        {
            ["orders"] = new JsonArray([.. orders.Skip(page * size).Take(size).Select(order => (JsonNode)order.Url)]),
        });
        if (orders.Count > (page + 1) * size) answer.Links.Add($"<{OrdersUrl(account)}?cursor={page + 1}>;rel=\"next\"");
        return answer;
    }

    private static string OrdersUrl(ServerAccount account) => account.Url.Replace("/acct/", "/orders/");

    private static ServerAnswer Answer(ServerAccount account, int status) => ServerAnswer.Json(
        new JsonObject
        {
            ["status"] = account.Status,
            ["contact"] = new JsonArray([.. account.Contacts.Select(contact => (JsonNode)contact)]),
            ["orders"] = OrdersUrl(account),
        },
        status,
        account.Url);

    // Section 7.3.4.
    private void Bind(JsonObject payload, JwsReader outer)
    {
        if (state.Options.ExternalAccounts.Count == 0) return;
        if (payload["externalAccountBinding"] is not JsonObject json)
            throw new ProblemException("externalAccountRequired", "an external account binding is needed", 403);
        var binding = new JwsReader(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
        if (binding.KeyId is not { } id || !state.Options.ExternalAccounts.TryGetValue(id, out var key))
            throw new ProblemException("unauthorized", "the external account is not known", 403);
        if (binding.Nonce is not null || binding.Url != outer.Url) throw new ProblemException("malformed", "the binding's header is wrong");
        binding.Verify(key);
        if (Jwk.Parse(binding.Json).Thumbprint != outer.Key.Thumbprint) throw new ProblemException("malformed", "another key is bound");
    }

    private static bool Flag(JsonObject json, string field) => json[field] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    private static List<string> Contacts(JsonObject payload) =>
        payload["contact"] is JsonArray list ? [.. list.Select(contact => contact!.GetValue<string>())] : [];
}
