using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Network.Http;
using SslTools.Ports;

namespace SslTools.Engine.Acme.Http;

/// <summary>The requests to one CA (RFC 8555 section 6.1), with its failures told as those of a CA.</summary>
/// <param name="trustedRoots">Roots of a private CA, DER.</param>
/// <param name="clock">The time.</param>
/// <param name="limits">The limits.</param>
internal sealed class AcmeHttp(IReadOnlyList<byte[]> trustedRoots, IClock clock, AcmeLimits limits)
{
    private readonly ServerConnection _connection = new(trustedRoots);

    /// <summary>Sends one request and reads its whole answer.</summary>
    /// <param name="message">The request.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="DroppedConnectionException">The connection broke.</exception>
    /// <exception cref="SslToolsException">AcmeUnreachable, AcmeUntrusted, AcmeBadAnswer.</exception>
    public async Task<AcmeAnswer> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        var address = message.RequestUri!;
        message.Headers.TryAddWithoutValidation("Accept-Language", AcceptLanguage());
        try
        {
            return await _connection.SendAsync(
                message, (limits.RequestTime, limits.AnswerBytes), (response, body) => Answer(response, address, body), cancellationToken).ConfigureAwait(false);
        }
        catch (ServerFailureException e)
        {
            throw e.Failure switch
            {
                ServerFailure.Dropped => new DroppedConnectionException(e.Message, e),
                ServerFailure.Untrusted => SslError.AcmeUntrusted(address.Authority, e.Message, e),
                ServerFailure.TooLarge => SslError.AcmeBadAnswer(address.Authority, e.Message, e),
                _ => SslError.AcmeUnreachable(address.Authority, e.Message, e),
            };
        }
    }

    private AcmeAnswer Answer(HttpResponseMessage response, Uri address, byte[] content) => new(address, (int)response.StatusCode, content)
    {
        ContentType = response.Content.Headers.ContentType?.MediaType ?? "",
        Location = AnswerHeaders.Value(response, "Location"),
        Nonce = AnswerHeaders.Nonce(response),
        RetryAfter = AnswerHeaders.RetryAfter(response, clock.UtcNow, limits.RetryAfter),
        Links = AnswerHeaders.Links(response, address),
    };

    private static string AcceptLanguage()
    {
        var culture = CultureInfo.CurrentUICulture.Name;
        return culture.Length == 0 ? "en" : $"{culture}, en;q=0.5";
    }
}
