using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Network;

/// <summary>Fetches with the platform's HTTP client.</summary>
public sealed class WebFetcher : IWebFetcher
{
    private const int MaxRedirects = 5;

    private static readonly HttpClient Client = new(new HttpClientHandler
    {
        MaxAutomaticRedirections = MaxRedirects,
        UseCookies = false,
    })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    /// <inheritdoc/>
    public async Task<byte[]> FetchAsync(WebRequestSpec request, CancellationToken cancellationToken)
    {
        var address = request.Address;
        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            throw SslError.FetchFailed(address, "only http and https are fetched");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(request.Timeout);
        try
        {
            using var message = Message(request);
            using var response = await Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            if (response.StatusCode != System.Net.HttpStatusCode.OK)
                throw SslError.FetchFailed(address, $"the answer was {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd());
            using var body = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
            using var abort = limit.Token.Register(body.Dispose);
            return await ReadAsync(body, request, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (limit.IsCancellationRequested && e is not SslToolsException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw SslError.FetchFailed(address, $"it took longer than {request.Timeout.TotalSeconds:0} seconds", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw SslError.FetchFailed(address, (e.InnerException ?? e).Message.TrimEnd('.'), e);
        }
    }

    private static HttpRequestMessage Message(WebRequestSpec request)
    {
        if (request.Body is null) return new HttpRequestMessage(HttpMethod.Get, request.Address);
        var content = new ByteArrayContent(request.Body);
        if (request.ContentType is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        return new HttpRequestMessage(HttpMethod.Post, request.Address) { Content = content };
    }

    private static async Task<byte[]> ReadAsync(Stream body, WebRequestSpec request, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (content.Length + read > request.MaxBytes) throw SslError.FetchFailed(request.Address, $"it is larger than {request.MaxBytes} bytes");
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
