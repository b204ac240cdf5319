using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Engine.Network.Http;

/// <summary>The connections to one server: TLS always verified, no redirects, no cookies, every answer bounded in size and time.</summary>
internal sealed class ServerConnection
{
    private const int Connections = 16;

    private readonly ServerTrust _trust;
    private readonly HttpClient _client;

    /// <summary>Makes the pool; nothing is opened yet.</summary>
    /// <param name="trustedRoots">Roots of a private CA, DER.</param>
    public ServerConnection(IReadOnlyList<byte[]> trustedRoots)
    {
        _trust = new ServerTrust(trustedRoots);
        _client = new HttpClient(Handler(trustedRoots.Count > 0 ? _trust : null)) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", UserAgent());
        _client.DefaultRequestHeaders.ExpectContinue = false;
    }

    /// <summary>Under what the connections to a server can be shared: those opened under other roots can't.</summary>
    /// <param name="host">Host and port.</param>
    /// <param name="trustedRoots">Roots of a private CA, DER.</param>
    /// <returns>A name.</returns>
    public static string Name(string host, IReadOnlyList<byte[]> trustedRoots)
    {
        using var hash = SHA256.Create();
        var roots = trustedRoots.Select(root => Convert.ToBase64String(hash.ComputeHash(root))).OrderBy(text => text, StringComparer.Ordinal);
        return string.Join(" ", roots.Prepend(host));
    }

    /// <summary>Sends one request and reads its whole answer.</summary>
    /// <typeparam name="T">What is made of it.</typeparam>
    /// <param name="message">The request.</param>
    /// <param name="limits">The most time and bytes.</param>
    /// <param name="read">Makes something of headers and body.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was made.</returns>
    /// <exception cref="ServerFailureException">There is no whole answer.</exception>
    public async Task<T> SendAsync<T>(
        HttpRequestMessage message, (TimeSpan Time, int Bytes) limits, Func<HttpResponseMessage, byte[], T> read, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(limits.Time);
        try
        {
            using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            using var body = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
            // .NET Framework's streams can't be cancelled otherwise.
            using var abort = limit.Token.Register(body.Dispose);
            return read(response, await ReadAsync(body, limits.Bytes, limit.Token).ConfigureAwait(false));
        }
        catch (Exception e) when (limit.IsCancellationRequested && e is not ServerFailureException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ServerFailureException(ServerFailure.Late, $"an answer took longer than {limits.Time.TotalSeconds:0} seconds", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or WebException)
        {
            throw Explain(e);
        }
    }

    private static async Task<byte[]> ReadAsync(Stream body, int limit, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[8 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (content.Length + read > limit) throw new ServerFailureException(ServerFailure.TooLarge, $"it is larger than {limit} bytes");
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    // Both platforms hide what matters in inner exceptions: certificates first, then whether a connection ever stood.
    private ServerFailureException Explain(Exception e)
    {
        var causes = Causes(e).ToList();
        var web = causes.OfType<WebException>().FirstOrDefault();
        if (causes.OfType<AuthenticationException>().LastOrDefault() is { } tls)
            return new(ServerFailure.Untrusted, _trust.LastRefusal ?? tls.Message, e);
        if (web?.Status is WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure)
            return new(ServerFailure.Untrusted, _trust.LastRefusal ?? web.Message, e);
        var neverStood = e is HttpRequestException { InnerException: SocketException }
            || web?.Status is WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure;
        return new(neverStood ? ServerFailure.Unreachable : ServerFailure.Dropped, causes[causes.Count - 1].Message, e);
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

    private static string UserAgent()
    {
        var version = typeof(ServerConnection).Assembly.GetName().Version!.ToString(3);
        var system = new[] { OSPlatform.Windows, OSPlatform.Linux, OSPlatform.OSX }.FirstOrDefault(RuntimeInformation.IsOSPlatform);
        return $"SslTools/{version} ({system}; {RuntimeInformation.FrameworkDescription})";
    }
}
