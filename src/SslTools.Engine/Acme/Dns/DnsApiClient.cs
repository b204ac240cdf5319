using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SslTools.Ports;

namespace SslTools.Engine.Acme.Dns;

/// <summary>
/// Talks HTTP with a DNS provider: TLS verified, no redirects, bounded answers and times, busy servers asked again after
/// the pause they name, and no secret in any message.
/// </summary>
internal sealed class DnsApiClient : IDisposable
{
    private const int MaxAnswer = 4 << 20;
    private const int Tries = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(30);
    private static readonly HashSet<int> Busy = [429, 502, 503, 504];

    private readonly HttpClient _client;
    private readonly IClock _clock;
    private readonly HashSet<string> _secrets;

    /// <summary>Makes the client.</summary>
    /// <param name="provider">The provider's name, for messages.</param>
    /// <param name="clock">Waits.</param>
    /// <param name="secrets">What is never shown.</param>
    /// <param name="direct">Whether proxies are passed by.</param>
    public DnsApiClient(string provider, IClock clock, IEnumerable<string?> secrets, bool direct = false)
    {
        Provider = provider;
        _clock = clock;
        _secrets = [.. secrets.Where(secret => secret?.Length > 3).SelectMany(secret => new[] { secret!, Uri.EscapeDataString(secret!) })];
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = !direct })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>The provider's name.</summary>
    public string Provider { get; }

    /// <summary>Something more that is never shown, such as a token that was received.</summary>
    /// <param name="secret">It.</param>
    public void Hide(string secret) => _secrets.Add(secret);

    /// <summary>Sends a request; a busy server is asked again.</summary>
    /// <param name="what">What is being done, for errors.</param>
    /// <param name="request">Makes the request, anew for each try.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The answer, whatever its status.</returns>
    /// <exception cref="SslToolsException">DnsProviderFailed.</exception>
    public async Task<DnsApiAnswer> SendAsync(string what, Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (answer, pause) = await TryAsync(what, request, cancellationToken).ConfigureAwait(false);
            if (attempt == Tries || !Busy.Contains(answer.Status)) return answer;
            pause ??= TimeSpan.FromSeconds(1 << attempt);
            await _clock.DelayAsync(pause < MaxPause ? pause.Value : MaxPause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A failure in the provider's own words, without secrets.</summary>
    /// <param name="what">What was being done.</param>
    /// <param name="words">Its words.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public SslToolsException Fail(string what, string words, Exception? inner = null) => SslError.DnsProviderFailed(Provider, what, Clean(words), inner);

    /// <summary>A failure from an answer.</summary>
    /// <param name="what">What was being done.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="words">Its words, where they could be read.</param>
    /// <returns>The exception to throw.</returns>
    public SslToolsException Fail(string what, DnsApiAnswer answer, string? words) =>
        Fail(what, $"the answer was {answer.Status}" + (string.IsNullOrWhiteSpace(words) ? "" : $", {words}"));

    /// <summary>Reads an answer's JSON.</summary>
    /// <param name="what">What was being done.</param>
    /// <param name="answer">The answer.</param>
    /// <returns>The object; empty where a failure has none.</returns>
    /// <exception cref="SslToolsException">DnsProviderFailed.</exception>
    public JObject Json(string what, DnsApiAnswer answer)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(answer.Body)) { MaxDepth = 32, DateParseHandling = DateParseHandling.None };
            return JObject.Load(reader);
        }
        catch (JsonException e)
        {
            if (!answer.IsSuccess) return [];
            throw Fail(what, "the answer is not the JSON that its documentation promises", e);
        }
    }

    /// <summary>Releases the connections.</summary>
    public void Dispose() => _client.Dispose();

    private async Task<(DnsApiAnswer Answer, TimeSpan? Pause)> TryAsync(
        string what, Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        using var message = request();
        try
        {
            message.Headers.UserAgent.Add(new ProductInfoHeaderValue("SslTools", null));
            using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            using var body = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
            using var abort = limit.Token.Register(body.Dispose);
            var text = await ReadAsync(what, body, limit.Token).ConfigureAwait(false);
            return (new DnsApiAnswer((int)response.StatusCode, text), PauseOf(response.Headers.RetryAfter));
        }
        catch (Exception e) when (limit.IsCancellationRequested && e is not SslToolsException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Fail(what, $"{message.RequestUri.Host} did not answer within {Patience.TotalSeconds:0} seconds");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Fail(what, $"{message.RequestUri.Host}: {(e.InnerException ?? e).Message}");
        }
    }

    private async Task<string> ReadAsync(string what, Stream body, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (content.Length + read > MaxAnswer) throw Fail(what, "the answer is larger than 4 MiB");
            content.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(content.ToArray());
    }

    private TimeSpan? PauseOf(RetryConditionHeaderValue? retryAfter) => retryAfter?.Delta ?? retryAfter?.Date - _clock.UtcNow;

    private string Clean(string words) => _secrets.Aggregate(words, (text, secret) => text.Replace(secret, "***"));
}

/// <summary>An answer.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its text.</param>
internal sealed record DnsApiAnswer(int Status, string Body)
{
    /// <summary>Whether it says yes.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Whether it is a status.</summary>
    /// <param name="status">The status.</param>
    /// <returns>True when it is.</returns>
    public bool Is(HttpStatusCode status) => Status == (int)status;
}
