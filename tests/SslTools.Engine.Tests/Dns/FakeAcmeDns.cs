using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace SslTools.Engine.Tests.Dns;

/// <summary>github.com/acme-dns/acme-dns: update.</summary>
public sealed class FakeAcmeDns : FakeDnsApi
{
    private const string Subdomain = "8e5700ea-a4bf-41c7-8a77-e990661dcc6a";
    private const string User = "c36f50e8-4632-44f0-83fe-e070fef28a10";

    public override string Name => "AcmeDns";

    public override string RecordName => Subdomain + ".auth.example.com";

    public override bool Removes => false;

    public override bool HasZones => false;

    public override Dictionary<string, string> Arguments => new()
    {
        ["Server"] = Address,
        ["Username"] = User,
        ["Password"] = Secret,
        ["Subdomain"] = Subdomain,
    };

    protected override async Task HandleAsync(HttpContext context, string body)
    {
        var request = context.Request;
        var update = JsonNode.Parse(body)!.AsObject();
        if (request.Method != "POST" || request.Path != "/update" || !update.Select(p => p.Key).SequenceEqual(["subdomain", "txt"]))
        {
            await ViolateAsync(context, "unknown request");
        }
        else if (request.Headers["X-Api-User"] != User || request.Headers["X-Api-Key"] != Secret || (string?)update["subdomain"] != Subdomain)
        {
            await AnswerAsync(context, 401, """{"error": "forbidden"}""");
        }
        else if (((string)update["txt"]!).Length != 43)
        {
            await AnswerAsync(context, 400, """{"error": "bad_txt"}""");
        }
        else
        {
            var values = At(RecordName);
            values.Add((string)update["txt"]!);
            if (values.Count > 2) values.RemoveAt(0);
            await AnswerAsync(context, 200, $$"""{"txt": "{{update["txt"]}}"}""");
        }
    }
}
