using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace SslTools.Testing.Platforms;

/// <summary>One call and its answer.</summary>
internal sealed class ApiExchange(PlatformState state, PlatformSimulator platform)
{
    private readonly EnvironmentHandlers _environments = new(state);
    private readonly BinderHandlers _binder = new(state);
    private readonly MarketplaceHandlers _marketplace = new(state);

    public async Task RunAsync(HttpContext context)
    {
        platform.Enter();
        try
        {
            await AnswerAsync(context);
        }
        finally
        {
            platform.Leave();
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var path = request.Path.Value!;
        if (PlatformMethods.Of(path) is not { } method)
        {
            await PlatformFault.Write(context, 404, "text/html", "<html><body>Not found</body></html>");
            return;
        }

        // A URL stands in logs: what came in one is lost.
        if (request.QueryString.HasValue) platform.Complain($"{method}: fields in the URL");
        if (!HttpMethods.IsPost(request.Method) || request.QueryString.HasValue || !request.HasFormContentType)
        {
            platform.Complain($"{method}: {request.Method} {request.ContentType}");
            await PlatformFault.Write(context, 405, "text/html", "<html><body>Method not allowed</body></html>");
            return;
        }

        var form = await request.ReadFormAsync();
        var call = new PlatformCall(method, form.ToDictionary(field => field.Key, field => field.Value.ToString()));
        platform.Calls.Enqueue(call);
        if (state.Options.Latency > TimeSpan.Zero) await Task.Delay(state.Options.Latency, context.RequestAborted);
        JsonObject answer;
        var fault = platform.Faults.Take(call);
        try
        {
            if (fault?.Before is { } before && await before(context)) return;
            if (PlatformMethods.Check(path, call.Fields) is { } flaw)
            {
                platform.Complain($"{method}: {flaw}");
                throw new PlatformRefusal(3, flaw);
            }

            lock (state.Lock)
            {
                if (method != "signin") Admit(method, call.Fields.GetValueOrDefault("session") ?? "");
                answer = Handle(method, call.Fields);
            }

            answer["result"] ??= 0;
            answer["source"] ??= "JEL";
        }
        catch (PlatformRefusal refusal)
        {
            answer = new JsonObject { ["result"] = refusal.Code, ["error"] = refusal.Message, ["source"] = "JEL" };
        }

        if (fault?.Send is { } send) await send(context, answer);
        else await PlatformFault.Write(context, 200, "application/json", answer.ToJsonString());
    }

    private void Admit(string method, string session)
    {
        if (state.Options.Tokens.TryGetValue(session, out var methods))
        {
            if (methods?.Contains(method) == false) throw new PlatformRefusal(8202, $"the token has no permission for {method}");
            return;
        }

        if (!state.Sessions.TryGetValue(session, out var left) || left == 0) throw new PlatformRefusal(702, "user not authenticated");
        state.Sessions[session] = left - 1;
    }

    private JsonObject SignIn(string login, string password)
    {
        if (login != state.Options.Login || password != state.Options.Password) throw new PlatformRefusal(701, "authentication failed: wrong login or password");
        var session = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        state.Sessions[session] = state.Options.SessionCalls;
        return new JsonObject { ["session"] = session, ["uid"] = 4711, ["email"] = login };
    }

    private JsonObject SignOut(string session)
    {
        state.Sessions.Remove(session);
        return [];
    }

    private JsonObject Handle(string method, IReadOnlyDictionary<string, string> fields) => method switch
    {
        "signin" => SignIn(fields["login"], fields["password"]),
        "signout" => SignOut(fields["session"]),
        "getenvs" => _environments.List(),
        "getenvinfo" => _environments.Get(fields["envName"]),
        "editenvsettings" => _environments.Edit(fields["envName"], fields["settings"]),
        "checkextdomain" => _environments.CheckDomain(fields["extdomain"]),
        "bindextdomains" => _environments.BindDomains(fields["envName"], fields["extDomains"]),
        "getextdomains" => _environments.Domains(fields["envName"]),
        "bindssl" => _binder.BindNode(fields),
        "getssl" => _binder.GetNode(fields["envName"]),
        "removessl" => _binder.RemoveNode(fields["envName"]),
        "addsslcert" => _binder.Add(fields),
        "editsslcert" => _binder.Edit(fields),
        "getsslcerts" => _binder.List(fields.GetValueOrDefault("ids")),
        "removesslcerts" => _binder.Remove(fields["ids"]),
        "bindsslcert" => _binder.Bind(fields),
        "unbindsslcert" => _binder.Unbind(fields["envName"], fields.GetValueOrDefault("extDomains")),
        "install" => _marketplace.Install(fields),
        "executeappaction" => _marketplace.Execute(fields),
        "uninstall" => _marketplace.Uninstall(fields["appUniqueName"]),
        _ => throw new PlatformRefusal(99, "unknown"),
    };
}
