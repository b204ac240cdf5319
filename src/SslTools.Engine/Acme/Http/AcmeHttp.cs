using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Acme.Http;

/// <summary>The connections to one CA: TLS always verified, every answer bounded in size and time.</summary>
internal sealed class AcmeHttp
{
    private const int Connections = 16;

    private readonly ServerTrust _trust;
    private readonly HttpClient _client;
    private readonly IClock _clock;
    private readonly AcmeLimits _limits;

    /// <summary>Makes the pool; nothing is opened yet.</summary>
    /// <param name="trustedRoots">Roots of a private CA, DER.</param>
    /// <param name="clock">The time.</param>
    /// <param name="limits">The limits.</param>
    public AcmeHttp(IReadOnlyList<byte[]> trustedRoots, IClock clock, AcmeLimits limits)
    {
        _clock = clock;
        _limits = limits;
        _trust = new ServerTrust(trustedRoots);
        _client = new HttpClient(Handler(trustedRoots.Count > 0 ? _trust : null)) { Timeout = Timeout.InfiniteTimeSpan };
        var headers = _client.DefaultRequestHeaders;
        headers.TryAddWithoutValidation("User-Agent", UserAgent());
        headers.TryAddWithoutValidation("Accept-Language", AcceptLanguage());
        headers.ExpectContinue = false;
    }

    /// <summary>Sends one request and reads its whole answer, redirects among them.</summary>
    /// <param name="message">The request.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="DroppedConnectionException">The connection broke.</exception>
    /// <exception cref="SslToolsException">AcmeUnreachable, AcmeUntrusted, AcmeBadAnswer.</exception>
    public async Task<AcmeAnswer> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        var host = message.RequestUri!.Authority;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_limits.RequestTime);
        try
        {
            using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            using var body = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
            // .NET Framework's streams can't be cancelled otherwise.
            using var abort = limit.Token.Register(body.Dispose);
            var content = await ReadAsync(body, host, limit.Token).ConfigureAwait(false);
            return Answer(response, message.RequestUri, content);
        }
        catch (Exception e) when (limit.IsCancellationRequested && e is not SslToolsException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw SslError.AcmeUnreachable(host, $"an answer took longer than {_limits.RequestTime.TotalSeconds:0} seconds", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or WebException)
        {
            throw Explain(host, e);
        }
    }

    private AcmeAnswer Answer(HttpResponseMessage response, Uri address, byte[] content) => new(address, (int)response.StatusCode, content)
    {
        ContentType = response.Content.Headers.ContentType?.MediaType ?? "",
        Location = AnswerHeaders.Value(response, "Location"),
        Nonce = AnswerHeaders.Nonce(response),
        RetryAfter = AnswerHeaders.RetryAfter(response, _clock.UtcNow, _limits.RetryAfter),
        Links = AnswerHeaders.Links(response, address),
    };

    private async Task<byte[]> ReadAsync(Stream body, string host, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[8 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (content.Length + read > _limits.AnswerBytes) throw SslError.AcmeBadAnswer(host, $"it is larger than {_limits.AnswerBytes} bytes");
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    // Both platforms hide what matters in inner exceptions: certificates first, then whether a connection ever stood.
    private Exception Explain(string host, Exception e)
    {
        var causes = Causes(e).ToList();
        var web = causes.OfType<WebException>().FirstOrDefault();
        if (causes.OfType<AuthenticationException>().LastOrDefault() is { } tls)
            return SslError.AcmeUntrusted(host, _trust.LastRefusal ?? tls.Message, e);
        if (web?.Status is WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure)
            return SslError.AcmeUntrusted(host, _trust.LastRefusal ?? web.Message, e);
        var neverStood = e is HttpRequestException { InnerException: SocketException }
            || web?.Status is WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure;
        var why = causes[causes.Count - 1].Message;
        return neverStood ? SslError.AcmeUnreachable(host, why, e) : new DroppedConnectionException(why, e);
    }

    private static IEnumerable<Exception> Causes(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException) yield return cause;
    }

    private static HttpClientHandler Handler(ServerTrust? trust)
    {
        var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = Connections };
        if (trust is not null) handler.ServerCertificateCustomValidationCallback = trust.IsTrusted;
        // There the process decides, and Windows PowerShell may still begin with TLS 1.0.
        if (RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal)) handler.SslProtocols = SslProtocols.Tls12;
        return handler;
    }

    // RFC 8555 section 6.1 asks for both.
    private static string UserAgent()
    {
        var version = typeof(AcmeHttp).Assembly.GetName().Version!.ToString(3);
        var system = new[] { OSPlatform.Windows, OSPlatform.Linux, OSPlatform.OSX }.FirstOrDefault(RuntimeInformation.IsOSPlatform);
        return $"SslTools/{version} ({system}; {RuntimeInformation.FrameworkDescription})";
    }

    private static string AcceptLanguage()
    {
        var culture = CultureInfo.CurrentUICulture.Name;
        return culture.Length == 0 ? "en" : $"{culture}, en;q=0.5";
    }
}
