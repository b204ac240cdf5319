using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using SslTools.Ports;

namespace SslTools.Engine.Acme.Dns;

/// <summary>acme-dns: a small server that holds nothing but challenges, to which <c>_acme-challenge</c> is delegated by a CNAME record.</summary>
/// <param name="engine">The adapters.</param>
public sealed class AcmeDns(IEngine engine) : IDnsProviderKind
{
    /// <inheritdoc/>
    public string Name => nameof(AcmeDns);

    /// <inheritdoc/>
    public IReadOnlyList<DnsProviderParameter> Parameters { get; } =
    [
        new("Server", "The address of the acme-dns server, such as https://auth.example.com."),
        new("Username", "The user name that registering gave.", Secret: true),
        new("Password", "The password that registering gave.", Secret: true),
        new("Subdomain", "The subdomain that registering gave; _acme-challenge of your name is a CNAME to the full domain."),
    ];

    /// <inheritdoc/>
    public IDnsProvider Open(IReadOnlyDictionary<string, string> arguments) => new AcmeDnsProvider(
        engine.Clock, arguments.Address(Name, "Server", null), arguments.Token(Name, "Username")!, arguments.Token(Name, "Password")!,
        arguments.Token(Name, "Subdomain")!.ToLowerInvariant());
}

/// <summary>The two newest values of one subdomain; adding a third pushes the first out.</summary>
internal sealed class AcmeDnsProvider(IClock clock, string server, string user, string password, string subdomain) : IDnsProvider
{
    private const int Kept = 2;

    private readonly DnsApiClient _client = new(nameof(AcmeDns), clock, [user, password]);
    private readonly List<string> _values = [];

    /// <inheritdoc/>
    public string Name => _client.Provider;

    /// <inheritdoc/>
    public TimeSpan? PropagationTimeout => null;

    /// <inheritdoc/>
    public async Task AddAsync(DnsTxtRecord record, CancellationToken cancellationToken)
    {
        var what = $"add the TXT record {record.Name}";
        if (record.Name.Split('.')[0] != subdomain)
            throw _client.Fail(what, $"the name does not belong to the subdomain of this account; make it a CNAME to {subdomain}.<the server's domain>");
        if (_values.Contains(record.Value)) return;
        if (_values.Count == Kept)
            throw _client.Fail(what, "acme-dns keeps only two values of a subdomain; register a subdomain for each name, and request them apart");

        var body = new JObject { ["subdomain"] = subdomain, ["txt"] = record.Value };
        var answer = await _client.SendAsync(what, () => new HttpRequestMessage(HttpMethod.Post, server + "/update")
        {
            Headers = { { "X-Api-User", user }, { "X-Api-Key", password } },
            Content = new StringContent(body.ToString(), Encoding.UTF8, "application/json"),
        }, cancellationToken).ConfigureAwait(false);
        var json = _client.Json(what, answer);
        if (!answer.IsSuccess) throw _client.Fail(what, answer, json["error"]?.ToString());
        _values.Add(record.Value);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(DnsTxtRecord record, CancellationToken cancellationToken)
    {
        // It has no way to remove a value: the next ones push it out, and it proves nothing any more.
        _values.Remove(record.Value);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task CommitAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
