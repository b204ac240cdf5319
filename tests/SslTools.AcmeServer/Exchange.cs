using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace SslTools.Testing.Acme;

/// <summary>One request and its answer: which it is, whether it is well formed and signed (RFC 8555 section 6), and what goes wrong with it.</summary>
internal sealed class Exchange(ServerState state, AcmeTestServer server)
{
    private readonly AccountHandlers _accounts = new(state);
    private readonly OrderHandlers _orders = new(state);
    private readonly AuthorizationHandlers _authorizations = new(state);
    private readonly CertificateHandlers _certificates = new(state);

    public async Task RunAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (StepOf(path) is not { } step)
        {
            context.Response.StatusCode = 404;
            return;
        }

        server.Requests.Enqueue(step);
        context.Response.Headers.Date = AcmeFault.Date(state.Clock.Now);
        var fault = server.Faults.Take(step);
        ServerAnswer answer;
        try
        {
            if (fault?.Before is { } before && await before(context)) return;
            answer = await AnswerAsync(context, step, path);
        }
        catch (ProblemException e)
        {
            answer = ServerAnswer.Of(e.Problem);
        }

        // Section 6.5: each answer to a POST has a nonce, errors too.
        if (step == AcmeStep.NewNonce || HttpMethods.IsPost(context.Request.Method)) answer.Headers["Replay-Nonce"] = state.NewNonce();
        fault?.Change?.Invoke(answer);
        foreach (var (name, value) in answer.Headers) context.Response.Headers[name] = value;
        if (answer.Links.Count > 0) context.Response.Headers.Link = answer.Links.ToArray();
        context.Response.ContentType = answer.ContentType;
        if (fault?.Send is { } send)
        {
            await send(context, answer);
            return;
        }

        context.Response.StatusCode = answer.Status;
        if (HttpMethods.IsHead(context.Request.Method)) return;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body);
    }

    private static AcmeStep? StepOf(string[] path) => path switch
    {
        ["dir"] => AcmeStep.Directory,
        ["new-nonce"] => AcmeStep.NewNonce,
        ["new-acct"] => AcmeStep.NewAccount,
        ["acct", _] => AcmeStep.Account,
        ["key-change"] => AcmeStep.KeyChange,
        ["new-order"] => AcmeStep.NewOrder,
        ["order", _] => AcmeStep.Order,
        ["orders", _] => AcmeStep.Orders,
        ["authz", _] => AcmeStep.Authorization,
        ["chall", _, _] => AcmeStep.Challenge,
        ["finalize", _] => AcmeStep.Finalize,
        ["cert", _] => AcmeStep.Certificate,
        ["cert", _, _] => AcmeStep.AlternateCertificate,
        ["revoke-cert"] => AcmeStep.RevokeCert,
        ["renewal-info", _] => AcmeStep.RenewalInfo,
        _ => null,
    };

    private async Task<ServerAnswer> AnswerAsync(HttpContext context, AcmeStep step, string[] path)
    {
        // Section 6.1.
        if (context.Request.Headers.UserAgent.Count == 0) throw new ProblemException("malformed", "there is no User-Agent");
        var isRead = step is AcmeStep.Directory or AcmeStep.NewNonce or AcmeStep.RenewalInfo;
        var isGet = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (isRead != isGet) throw new ProblemException("malformed", "the method is not allowed", 405);
        if (isRead)
        {
            lock (state.Lock)
            {
                return step switch
                {
                    AcmeStep.Directory => Directory(),
                    AcmeStep.NewNonce => Nonce(),
                    _ => state.Options.HasRenewalInfo ? _certificates.RenewalInfo(path[1]) : throw new ProblemException("malformed", "there is nothing here", 404),
                };
            }
        }

        if (context.Request.ContentType != "application/jose+json") throw new ProblemException("malformed", "the media type must be application/jose+json", 415);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var jws = new JwsReader(body.ToArray());
        lock (state.Lock) return Signed(context, step, path, jws);
    }

    private ServerAnswer Signed(HttpContext context, AcmeStep step, string[] path, JwsReader jws)
    {
        if (jws.Url != UriHelper.GetEncodedUrl(context.Request)) throw new ProblemException("unauthorized", $"the header's url is '{jws.Url}'", 403);
        if (jws.Nonce is null) throw new ProblemException("malformed", "the header has no nonce");
        if (!state.UseNonce(jws.Nonce)) throw new ProblemException("badNonce", "the nonce was never given, or is used");
        ServerAccount? account = null;
        if (jws.KeyId is { } id)
        {
            if (step == AcmeStep.NewAccount) throw new ProblemException("malformed", "newAccount needs a jwk");
            account = state.Accounts.FirstOrDefault(a => a.Url == id) ?? throw new ProblemException("accountDoesNotExist", "there is no account " + id);
            if (account.Status != "valid") throw new ProblemException("unauthorized", "the account is " + account.Status, 403);
        }
        else if (step is not (AcmeStep.NewAccount or AcmeStep.RevokeCert))
        {
            throw new ProblemException("malformed", "the header must have a kid");
        }

        jws.Verify(account?.Key ?? jws.Key);
        return Handle(context, step, path, jws, account!);
    }

    private ServerAnswer Handle(HttpContext context, AcmeStep step, string[] path, JwsReader jws, ServerAccount account)
    {
        var url = $"{state.BaseUrl}/{string.Join('/', path)}";
        if (step is AcmeStep.Order or AcmeStep.Orders or AcmeStep.Certificate or AcmeStep.AlternateCertificate && !jws.IsPostAsGet)
            throw new ProblemException("malformed", "this is read by POST-as-GET, with an empty payload");
        switch (step)
        {
            case AcmeStep.NewAccount:
                return _accounts.New(jws);
            case AcmeStep.Account:
                return account.Url == url ? _accounts.Read(account, jws) : throw NotYours();
            case AcmeStep.KeyChange:
                return _accounts.ChangeKey(account, jws);
            case AcmeStep.NewOrder:
                return _orders.New(account, jws);
            case AcmeStep.Orders:
                return _accounts.Orders(account, int.TryParse(context.Request.Query["cursor"], CultureInfo.InvariantCulture, out var page) ? page : 0);
            case AcmeStep.Order:
                return _orders.Read(Owned(state.Find(state.Orders, o => o.Url == url), account));
            case AcmeStep.Finalize:
                return _orders.Finalize(Owned(state.Find(state.Orders, o => o.Url == url.Replace("/finalize/", "/order/")), account), jws);
            case AcmeStep.Authorization:
                var authorization = state.Find(state.Authorizations, a => a.Url == url);
                return authorization.Account == account ? _authorizations.Read(authorization, jws) : throw NotYours();
            case AcmeStep.Challenge:
                var owner = state.Find(state.Authorizations, a => a.Challenges.Any(c => c.Url == url));
                return owner.Account == account ? _authorizations.Challenge(owner, owner.Challenges.Single(c => c.Url == url), jws) : throw NotYours();
            case AcmeStep.Certificate or AcmeStep.AlternateCertificate:
                var certificate = state.Find(state.Certificates, c => c.Url == $"{state.BaseUrl}/cert/{path[1]}");
                Owned(certificate.Order, account);
                return _certificates.Read(certificate, path.Length == 3 && int.TryParse(path[2], CultureInfo.InvariantCulture, out var root) ? root : 0);
            default:
                return _certificates.Revoke(jws, account);
        }
    }

    private static ServerOrder Owned(ServerOrder order, ServerAccount account) => order.Account == account ? order : throw NotYours();

    private static ProblemException NotYours() => new("unauthorized", "this is another account's", 403);

    private static ServerAnswer Nonce()
    {
        var answer = new ServerAnswer();
        answer.Headers["Cache-Control"] = "no-store";
        return answer;
    }

    private ServerAnswer Directory()
    {
        var meta = new JsonObject
        {
            ["termsOfService"] = "https://ca.example/terms",
            ["website"] = "https://ca.example/",
            ["caaIdentities"] = new JsonArray("ca.example"),
            ["externalAccountRequired"] = state.Options.ExternalAccounts.Count > 0,
        };
        if (state.Options.ShowsProfiles)
            meta["profiles"] = new JsonObject(state.Options.Profiles.Select(profile => new System.Collections.Generic.KeyValuePair<string, JsonNode?>(profile.Key, "certificates for " + profile.Value)));
        var json = new JsonObject
        {
            ["newNonce"] = state.BaseUrl + "/new-nonce",
            ["newAccount"] = state.BaseUrl + "/new-acct",
            ["newOrder"] = state.BaseUrl + "/new-order",
            ["revokeCert"] = state.BaseUrl + "/revoke-cert",
            ["keyChange"] = state.BaseUrl + "/key-change",
            ["meta"] = meta,
        };
        if (state.Options.HasRenewalInfo) json["renewalInfo"] = state.BaseUrl + "/renewal-info";
        return ServerAnswer.Json(json);
    }
}
