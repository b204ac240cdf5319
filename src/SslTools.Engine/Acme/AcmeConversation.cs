using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using SslTools.Engine.Acme.Http;
using SslTools.Engine.Acme.Jose;
using SslTools.Engine.Acme.Messages;
using SslTools.Ports;

namespace SslTools.Engine.Acme;

/// <summary>Requests and their answers: the directory, nonces, and whatever is to be sent again.</summary>
/// <param name="directory">The CA's directory.</param>
/// <param name="http">Its connections.</param>
/// <param name="clock">The time.</param>
/// <param name="limits">The limits.</param>
internal sealed class AcmeConversation(Uri directory, AcmeHttp http, IClock clock, AcmeLimits limits) : IDisposable
{
    private readonly NoncePool _nonces = new();
    private readonly SemaphoreSlim _once = new(1);
    private AcmeResources? _resources;

    /// <summary>The CA, for errors.</summary>
    public string Host { get; } = directory.Authority;

    /// <summary>The limits.</summary>
    public AcmeLimits Limits => limits;

    /// <summary>The directory, fetched once.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The CA's resources.</returns>
    public async Task<AcmeResources> ResourcesAsync(CancellationToken cancellationToken)
    {
        if (_resources is not null) return _resources;
        await _once.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            const string What = "its directory";
            if (_resources is not null) return _resources;
            var answer = await FindAsync(directory, What, _ => true, cancellationToken).ConfigureAwait(false);
            return _resources = AcmeResources.Read(
                directory, Host, Json(What, answer ?? throw SslError.AcmeBadAnswer(Host, $"there is no directory at {directory.AbsolutePath}")));
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>Reads something that needs no signature.</summary>
    /// <param name="address">Where.</param>
    /// <param name="what">What it is, for errors.</param>
    /// <param name="mayRedirect">Which https URLs a redirect may lead to.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A successful answer, or null where there is nothing.</returns>
    public async Task<AcmeAnswer?> FindAsync(Uri address, string what, Func<Uri, bool> mayRedirect, CancellationToken cancellationToken)
    {
        var answer = await RepeatAsync(
            what, true, () => ReadAsync(HttpMethod.Get, address, what, mayRedirect, cancellationToken), cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess ? answer : answer.Status == 404 ? null : throw Refusal(what, answer);
    }

    /// <summary>Sends a signed request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A successful answer.</returns>
    /// <exception cref="DroppedConnectionException">The connection broke, and the request is not repeatable.</exception>
    public async Task<AcmeAnswer> PostAsync(AcmeRequest request, CancellationToken cancellationToken)
    {
        var resources = await ResourcesAsync(cancellationToken).ConfigureAwait(false);
        if (!resources.Owns(request.Address)) throw SslError.AcmeBadAnswer(Host, $"'{request.Address}' is not one of its URLs");
        var answer = await RepeatAsync(
            request.What, request.IsRepeatable, () => SendAsync(request, resources, cancellationToken), cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess ? answer : throw Refusal(request.What, answer);
    }

    /// <summary>The JSON object of an answer.</summary>
    /// <param name="what">Which answer, for errors.</param>
    /// <param name="answer">The answer.</param>
    /// <returns>The object.</returns>
    public AcmeJson Json(string what, AcmeAnswer answer) => AcmeJson.TryParse(answer.Body) is { } json
        ? new AcmeJson(Host, what, json)
        : throw SslError.AcmeBadAnswer(Host, $"{what} is no JSON object (its media type is '{answer.ContentType}', its size {answer.Body.Length} bytes)");

    /// <inheritdoc/>
    public void Dispose() => _once.Dispose();

    // RFC 8555 section 6.5: a refused nonce is replaced by that of the refusal, as often as it takes.
    private async Task<AcmeAnswer> SendAsync(AcmeRequest request, AcmeResources resources, CancellationToken cancellationToken)
    {
        string? nonce = null;
        for (var attempt = 0; ; attempt++)
        {
            nonce ??= _nonces.Take() ?? await NewNonceAsync(resources, cancellationToken).ConfigureAwait(false);
            using var message = Message(request, nonce);
            var answer = await http.SendAsync(message, cancellationToken).ConfigureAwait(false);
            if (answer.Status is >= 300 and < 400) throw SslError.AcmeBadAnswer(Host, $"it redirects a signed request ({request.What})");
            if (attempt >= limits.BadNonces || answer.IsSuccess || ProblemReader.Read(Host, request.What, answer)?.Code != "badNonce")
            {
                _nonces.Add(answer.Nonce);
                return answer;
            }

            nonce = answer.Nonce;
        }
    }

    private static HttpRequestMessage Message(AcmeRequest request, string nonce)
    {
        var payload = request.Payload?.ToString(Formatting.None) ?? "";
        var jws = Jws.SignRequest(request.Key, request.Account, nonce, request.Address, payload);
        var message = new HttpRequestMessage(HttpMethod.Post, request.Address)
        {
            Content = new ByteArrayContent(Encoding.ASCII.GetBytes(jws.ToString(Formatting.None))),
        };
        // No charset: the media type has none, and some CAs compare it as a text (section 6.2).
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/jose+json");
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        return message;
    }

    private async Task<string> NewNonceAsync(AcmeResources resources, CancellationToken cancellationToken)
    {
        const string What = "a nonce";
        var answer = await RepeatAsync(
            What, true, () => ReadAsync(HttpMethod.Head, resources.NewNonce, What, resources.Owns, cancellationToken), cancellationToken).ConfigureAwait(false);
        return !answer.IsSuccess ? throw Refusal(What, answer) : answer.Nonce ?? throw SslError.AcmeBadAnswer(Host, "newNonce gives no nonce");
    }

    private async Task<AcmeAnswer> ReadAsync(HttpMethod method, Uri address, string what, Func<Uri, bool> mayRedirect, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var message = new HttpRequestMessage(method, address);
            var answer = await http.SendAsync(message, cancellationToken).ConfigureAwait(false);
            if (answer.Status is not (301 or 302 or 303 or 307 or 308)) return answer;
            if (redirects >= limits.Redirects) throw SslError.AcmeBadAnswer(Host, $"it redirects more than {limits.Redirects} times ({what})");
            if (!Uri.TryCreate(address, answer.Location, out address!) || address.Scheme != Uri.UriSchemeHttps || !mayRedirect(address))
                throw SslError.AcmeBadAnswer(Host, $"it redirects to '{answer.Location}' ({what})");
        }
    }

    // Busy CAs are waited for as long as they ask, where that is short; broken connections are tried again where that has no effect.
    private async Task<AcmeAnswer> RepeatAsync(string what, bool isRepeatable, Func<Task<AcmeAnswer>> send, CancellationToken cancellationToken)
    {
        var waited = TimeSpan.Zero;
        for (int busy = 0, drops = 0; ;)
        {
            AcmeAnswer answer;
            try
            {
                answer = await send().ConfigureAwait(false);
            }
            catch (DroppedConnectionException) when (isRepeatable && drops < limits.Drops)
            {
                drops++;
                continue;
            }
            catch (DroppedConnectionException e) when (isRepeatable)
            {
                throw SslError.AcmeUnreachable(Host, $"the connection broke {drops + 1} times ({what}): {e.Message}", e);
            }

            var wait = Patience(answer, isRepeatable, busy);
            if (wait is null || busy >= limits.BusyAnswers || waited + wait > limits.BusyTime) return answer;
            busy++;
            waited += wait.Value;
            await clock.DelayAsync(wait.Value, cancellationToken).ConfigureAwait(false);
        }
    }

    // 429 and 503 say that nothing was done. Other errors may come from a proxy after the CA took the request, so only what may be
    // repeated is; where they say no time: 1, 2 and 4 seconds.
    private TimeSpan? Patience(AcmeAnswer answer, bool isRepeatable, int busy) => answer.Status switch
    {
        429 => answer.RetryAfter,
        503 when !isRepeatable => answer.RetryAfter,
        >= 500 when isRepeatable => answer.RetryAfter ?? (busy < limits.Drops ? TimeSpan.FromSeconds(1 << busy) : null),
        _ => null,
    };

    private SslToolsException Refusal(string what, AcmeAnswer answer)
    {
        if (ProblemReader.Read(Host, what, answer) is { } problem) return SslError.AcmeRefused(Host, what, problem, answer.RetryAfter);
        var status = $"the answer was {ProblemReader.StatusText(answer.Status)} ({what})";
        return answer.Status >= 500 ? SslError.AcmeUnreachable(Host, status) : SslError.AcmeBadAnswer(Host, status);
    }
}
