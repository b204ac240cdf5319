using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading.Tasks;

namespace SslTools.Testing.Acme;

/// <summary>pebble-challtestsrv: a DNS server whose records a test sets, and answers to challenges.</summary>
public sealed class ChallengeServer : IDisposable
{
    private readonly ServerProcess _process;
    private readonly HttpClient _management;

    internal ChallengeServer(int httpPort, int tlsPort, bool answers)
    {
        var management = FreePort.Next();
        DnsPort = FreePort.Next();
        _process = new ServerProcess(
            Programs.Require("pebble-challtestsrv", "pebble"),
            new Dictionary<string, string>(),
            [DnsPort, management],
            "-management", $"127.0.0.1:{management}",
            "-dns01", $"127.0.0.1:{DnsPort}",
            "-defaultIPv4", "127.0.0.1",
            "-defaultIPv6", "",
            "-http01", answers ? $"127.0.0.1:{httpPort}" : "",
            "-https01", "",
            "-tlsalpn01", answers ? $"127.0.0.1:{tlsPort}" : "");
        _management = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{management}/") };
    }

    /// <summary>Where it answers DNS questions.</summary>
    public int DnsPort { get; }

    /// <summary>Gives a name addresses instead of 127.0.0.1.</summary>
    public Task AddAAsync(string host, params string[] addresses) => PostAsync("add-a", new { host = Dot(host), addresses });

    /// <summary>Sets a TXT record.</summary>
    public Task SetTxtAsync(string host, string value) => PostAsync("set-txt", new { host = Dot(host), value });

    /// <summary>Takes the TXT records of a name away.</summary>
    public Task ClearTxtAsync(string host) => PostAsync("clear-txt", new { host = Dot(host) });

    /// <summary>Makes a name an alias.</summary>
    public Task SetCnameAsync(string host, string target) => PostAsync("set-cname", new { host = Dot(host), target = Dot(target) });

    /// <summary>Answers an http-01 challenge.</summary>
    public Task AddHttp01Async(string token, string content) => PostAsync("add-http01", new { token, content });

    /// <summary>Answers a tls-alpn-01 challenge.</summary>
    public Task AddTlsAlpn01Async(string host, string content) => PostAsync("add-tlsalpn01", new { host, content });

    /// <summary>Makes every question about a name fail.</summary>
    public Task SetServFailAsync(string host) => PostAsync("set-servfail", new { host = Dot(host) });

    public void Dispose()
    {
        _management.Dispose();
        _process.Dispose();
    }

    private static string Dot(string host) => host.EndsWith('.') ? host : host + ".";

    private async Task PostAsync(string what, object content)
    {
        // It reads no chunked bodies.
        using var body = JsonContent.Create(content);
        await body.LoadIntoBufferAsync();
        using var response = await _management.PostAsync(what, body);
        response.EnsureSuccessStatusCode();
    }
}
