using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace SslTools.Engine.Tests.Dns;

/// <summary>docs.aws.amazon.com/Route53/latest/APIReference, with the signature of each request verified.</summary>
public sealed class FakeRoute53 : FakeDnsApi
{
    private const string Space = "https://route53.amazonaws.com/doc/2013-04-01/";

    private static readonly XNamespace Ns = Space;

    private int _pending = 2;

    public override string Name => "Route53";

    public override Dictionary<string, string> Arguments => new()
    {
        ["AccessKeyId"] = "AKIDEXAMPLE",
        ["SecretAccessKey"] = Secret,
        ["SessionToken"] = "Session/Token+=",
        ["Endpoint"] = Address,
    };

    protected override async Task HandleAsync(HttpContext context, string body)
    {
        var request = context.Request;
        var path = request.Path.Value!;
        if (!IsSigned(request, body))
            await XmlAsync(context, 403, $"<ErrorResponse xmlns=\"{Space}\"><Error><Type>Sender</Type><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match.</Message></Error></ErrorResponse>");
        else if (request.Method == "GET" && path == "/2013-04-01/hostedzonesbyname" && request.Query.Keys.All(key => key is "dnsname" or "maxitems"))
            await XmlAsync(context, 200, $"""
                <ListHostedZonesByNameResponse xmlns="{Space}"><HostedZones>
                <HostedZone><Id>/hostedzone/ZPRIVATE</Id><Name>example.com.</Name><Config><PrivateZone>true</PrivateZone></Config></HostedZone>
                <HostedZone><Id>/hostedzone/Z111111QQQQQQQ</Id><Name>example.com.</Name><Config><PrivateZone>false</PrivateZone></Config></HostedZone>
                </HostedZones><IsTruncated>false</IsTruncated></ListHostedZonesByNameResponse>
                """);
        else if (request.Method == "GET" && path == "/2013-04-01/hostedzone/Z111111QQQQQQQ/rrset" && request.Query["type"] == "TXT" && request.Query["maxitems"] == "1")
            await XmlAsync(context, 200, $"<ListResourceRecordSetsResponse xmlns=\"{Space}\"><ResourceRecordSets>{Listing(request.Query["name"]!)}</ResourceRecordSets></ListResourceRecordSetsResponse>");
        else if (request.Method == "POST" && path == "/2013-04-01/hostedzone/Z111111QQQQQQQ/rrset" && request.ContentType == "application/xml")
            await ChangeAsync(context, XElement.Parse(body));
        else if (request.Method == "GET" && path == "/2013-04-01/change/C2682N5HXP0BZ4")
            await XmlAsync(context, 200, $"<GetChangeResponse xmlns=\"{Space}\"><ChangeInfo><Id>/change/C2682N5HXP0BZ4</Id><Status>{(_pending-- > 0 ? "PENDING" : "INSYNC")}</Status></ChangeInfo></GetChangeResponse>");
        else
            await ViolateAsync(context, "unknown request");
    }

    private static Task XmlAsync(HttpContext context, int status, string xml) => AnswerAsync(context, status, xml, "text/xml");

    // A listing begins at the name; where it is not there, with what comes after.
    private string Listing(string name) => Set(At(name.TrimEnd('.'))) is { } set
        ? $"<ResourceRecordSet><Name>{name}</Name><Type>TXT</Type><TTL>300</TTL>{set}</ResourceRecordSet>"
        : "<ResourceRecordSet><Name>zzz.example.com.</Name><Type>A</Type><TTL>300</TTL><ResourceRecords><ResourceRecord><Value>192.0.2.1</Value></ResourceRecord></ResourceRecords></ResourceRecordSet>";

    private static string? Set(List<string> values) => values.Count == 0 ? null
        : $"<ResourceRecords>{string.Concat(values.Select(value => $"<ResourceRecord><Value>\"{value}\"</Value></ResourceRecord>"))}</ResourceRecords>";

    private async Task ChangeAsync(HttpContext context, XElement request)
    {
        SomebodyElse();
        if (request.Name != Ns + "ChangeResourceRecordSetsRequest")
        {
            await ViolateAsync(context, "bad change");
            return;
        }

        var copy = Records.ToDictionary(record => record.Key, record => record.Value.ToList());
        foreach (var change in request.Element(Ns + "ChangeBatch")!.Element(Ns + "Changes")!.Elements(Ns + "Change"))
        {
            var set = change.Element(Ns + "ResourceRecordSet")!;
            var name = set.Element(Ns + "Name")!.Value.TrimEnd('.');
            var values = set.Descendants(Ns + "Value").Select(value => value.Value.Trim('"')).ToList();
            var present = copy.TryGetValue(name, out var existing) && existing.Count > 0;
            var action = change.Element(Ns + "Action")!.Value;
            if (set.Element(Ns + "Type")!.Value != "TXT" || set.Element(Ns + "TTL") is null || action is not ("CREATE" or "DELETE")
                || (action == "CREATE" ? present : !present || !existing!.SequenceEqual(values)))
            {
                await XmlAsync(context, 400, $"<InvalidChangeBatch xmlns=\"{Space}\"><Messages><Message>Tried to {action} resource record set, but the values provided do not match the current values</Message></Messages></InvalidChangeBatch>");
                return;
            }

            copy[name] = action == "CREATE" ? values : [];
        }

        foreach (var (name, values) in copy) Records[name] = values;
        await XmlAsync(context, 200, $"<ChangeResourceRecordSetsResponse xmlns=\"{Space}\"><ChangeInfo><Id>/change/C2682N5HXP0BZ4</Id><Status>PENDING</Status></ChangeInfo></ChangeResourceRecordSetsResponse>");
    }

    // What AWS computes from the request as it came.
    private static bool IsSigned(HttpRequest request, string body)
    {
        var fields = request.Headers.Authorization.ToString().Split(' ', 2)[1].Split(", ").Select(field => field.Split('=', 2)).ToDictionary(f => f[0], f => f[1]);
        var scope = fields["Credential"].Split('/', 2)[1];
        var query = string.Join('&', request.Query.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value!)}").Order(StringComparer.Ordinal));
        var headers = string.Concat(fields["SignedHeaders"].Split(';').Select(name => $"{name}:{request.Headers[name]}\n"));
        var canonical = $"{request.Method}\n{request.Path}\n{query}\n{headers}\n{fields["SignedHeaders"]}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}";
        var text = $"AWS4-HMAC-SHA256\n{request.Headers["x-amz-date"]}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + Secret), (secret, part) => HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(part)));
        var time = DateTime.ParseExact(request.Headers["x-amz-date"]!, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
        return scope == $"{time:yyyyMMdd}/us-east-1/route53/aws4_request" && fields["SignedHeaders"] == "host;x-amz-date;x-amz-security-token"
            && request.Headers["x-amz-security-token"] == "Session/Token+="
            && fields["Signature"] == Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
