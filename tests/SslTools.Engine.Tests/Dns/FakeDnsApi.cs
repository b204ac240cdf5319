using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace SslTools.Engine.Tests.Dns;

/// <summary>
/// A DNS provider's interface on loopback, written from the provider's documentation: it holds records and refuses every
/// request that differs from what is documented. One class for each provider.
/// </summary>
public abstract class FakeDnsApi : IAsyncDisposable
{
    public const string Zone = "example.com";
    public const string Secret = "S3cret/with+specials=42";

    private readonly WebApplication _application;
    private readonly List<string> _violations = [];
    private readonly Queue<(int Status, string Body)> _failures = [];

    protected FakeDnsApi()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.Run(ServeAsync);
        _application.StartAsync().GetAwaiter().GetResult();
    }

    /// <summary>The name for -DnsProvider.</summary>
    public abstract string Name { get; }

    /// <summary>What the provider is told.</summary>
    public abstract Dictionary<string, string> Arguments { get; }

    /// <summary>A name whose records the account may change.</summary>
    public virtual string RecordName => "_acme-challenge.www.example.com";

    /// <summary>Whether a name can hold a value that somebody else wrote, and values can be removed.</summary>
    public virtual bool Removes => true;

    /// <summary>Whether it knows which zones there are.</summary>
    public virtual bool HasZones => true;

    /// <summary>Requests that were answered, "METHOD path".</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Done once, just before the next change: as if somebody else was faster.</summary>
    public Action? BeforeChange { get; set; }

    public string Address => _application.Urls.Single();

    /// <summary>The values at a name.</summary>
    public Dictionary<string, List<string>> Records { get; } = [];

    public IReadOnlyList<string> Values => Records.TryGetValue(RecordName, out var values) ? values : [];

    /// <summary>Answers the next request with a failure.</summary>
    public void FailNext(int status, string body) => _failures.Enqueue((status, body));

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        GC.SuppressFinalize(this);
        Assert.True(_violations.Count == 0, string.Join("\n", _violations));
    }

    /// <summary>Answers a request.</summary>
    protected abstract Task HandleAsync(HttpContext context, string body);

    /// <summary>A request that the documentation doesn't know.</summary>
    protected async Task ViolateAsync(HttpContext context, string what)
    {
        _violations.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}: {what}");
        await AnswerAsync(context, 400, "{}");
    }

    protected static async Task AnswerAsync(HttpContext context, int status, string body, string type = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        await context.Response.WriteAsync(body);
    }

    protected void SomebodyElse()
    {
        var action = BeforeChange;
        BeforeChange = null;
        action?.Invoke();
    }

    protected List<string> At(string name)
    {
        if (!Records.TryGetValue(name, out var values)) Records[name] = values = [];
        return values;
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        Requests.Add($"{context.Request.Method} {context.Request.Path}");
        if (_failures.TryDequeue(out var failure))
        {
            if (failure.Status == 429) context.Response.Headers.RetryAfter = "7";
            await AnswerAsync(context, failure.Status, failure.Body);
            return;
        }

        if (context.Request.Headers.UserAgent != "SslTools") await ViolateAsync(context, "no user agent");
        else await HandleAsync(context, body);
    }
}
