using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Network.Http;
using SslTools.Ports;

namespace SslTools.Engine.Platforms.Virtuozzo;

/// <summary>
/// The calls of the API. Each is a POST, because what stands in a URL stands in logs. A call that changes something is
/// sent once; only a refusal that comes before any work (no session) lets it go out again.
/// </summary>
internal sealed class VirtuozzoApi
{
    private const int NotAuthenticated = 702;
    private const int PermissionDenied = 8;
    private const int TokenLacksPermission = 8202;
    private const string SignIn = "users/authentication/rest/signin";

    private static readonly HashSet<int> Busy = [429, 502, 503, 504];

    private readonly string _name;
    private readonly Uri _address;
    private readonly ServerConnection _connection;
    private readonly IClock _clock;
    private readonly VirtuozzoLimits _limits;
    private readonly VirtuozzoSession _session;

    /// <summary>Makes it; nothing is sent yet.</summary>
    /// <param name="context">The registration.</param>
    /// <param name="address">The API's address, https.</param>
    /// <param name="connection">The connections to it.</param>
    /// <param name="clock">The time.</param>
    /// <param name="limits">The limits.</param>
    public VirtuozzoApi(PlatformContext context, Uri address, ServerConnection connection, IClock clock, VirtuozzoLimits limits)
    {
        (_name, _address, _connection, _clock, _limits) = (context.Name, address, connection, clock, limits);
        _session = new VirtuozzoSession(context, Secrets, (login, password, cancellationToken) => SendAsync(
            new VirtuozzoCall(SignIn, "sign in", ("login", login), ("password", password)), null, cancellationToken));
    }

    /// <summary>What is never shown.</summary>
    public VirtuozzoSecrets Secrets { get; } = new();

    /// <summary>Makes a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The answer; its code is 0.</returns>
    /// <exception cref="PlatformAnswerLostException">A change was sent, and its answer was lost.</exception>
    /// <exception cref="SslToolsException">PlatformRefused, PlatformPermissionDenied, PlatformSignInFailed, PlatformTokenRefused, and those of the connection.</exception>
    public async Task<VirtuozzoAnswer> CallAsync(VirtuozzoCall call, CancellationToken cancellationToken)
    {
        var answer = await TryAsync(call, cancellationToken).ConfigureAwait(false);
        return answer.Code == 0 ? answer : throw SslError.PlatformRefused(_name, call.What, Secrets.Clean(answer.Words), answer.Code, call.Environment);
    }

    /// <summary>Makes a call whose refusal the caller explains.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The answer, whatever its code.</returns>
    public async Task<VirtuozzoAnswer> TryAsync(VirtuozzoCall call, CancellationToken cancellationToken)
    {
        var session = await _session.GetAsync(cancellationToken).ConfigureAwait(false);
        for (var renewals = 0; ; renewals++)
        {
            var answer = await SendAsync(call, session, cancellationToken).ConfigureAwait(false);
            if (answer.Code is PermissionDenied or TokenLacksPermission)
                throw SslError.PlatformPermissionDenied(_name, call.What, Secrets.Clean(answer.Words), answer.Code, call.Environment);
            if (answer.Code != NotAuthenticated) return answer;
            if (_session.IsToken) throw SslError.PlatformTokenRefused(_name, Secrets.Clean(answer.Words), answer.Code);
            if (renewals == _limits.Renewals) throw SslError.PlatformSignInFailed(_name, "each new session is refused at once: " + Secrets.Clean(answer.Words), answer.Code);
            session = await _session.RenewAsync(session, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<VirtuozzoAnswer> SendAsync(VirtuozzoCall call, string? session, CancellationToken cancellationToken)
    {
        for (var repeats = 0; ; repeats++)
        {
            var mayRepeat = !call.Changes && repeats < _limits.Repeats;
            try
            {
                var (status, body) = await PostAsync(call, session, cancellationToken).ConfigureAwait(false);
                if (!mayRepeat || !Busy.Contains(status)) return Judge(call, status, body);
            }
            catch (ServerFailureException e)
            {
                if (!mayRepeat || e.Failure != ServerFailure.Dropped) throw Explain(call, e);
            }

            await _clock.DelayAsync(TimeSpan.FromTicks(_limits.Pause.Ticks << repeats), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(int Status, byte[] Body)> PostAsync(VirtuozzoCall call, string? session, CancellationToken cancellationToken)
    {
        // FormUrlEncodedContent refuses more than 64 KiB on .NET Framework.
        var form = string.Join("&", call.Form(session).Select(field => $"{field.Name}={Escape(field.Value)}"));
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(_address, "/1.0/" + call.Method))
        {
            Content = new ByteArrayContent(Encoding.ASCII.GetBytes(form)) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") } },
        };
        return await _connection.SendAsync(
            message, (call.Time ?? _limits.CallTime, _limits.AnswerBytes), (response, body) => ((int)response.StatusCode, body), cancellationToken).ConfigureAwait(false);
    }

    // What is not an envelope comes from something that stands before the API; after a change, only a refusal proves that nothing was done.
    private VirtuozzoAnswer Judge(VirtuozzoCall call, int status, byte[] body)
    {
        if (VirtuozzoAnswer.Read(body) is { } answer && (status is >= 200 and < 300 || answer.Code != 0)) return answer;
        var what = status == 200 ? "the answer is not the JSON that its documentation promises" : $"the answer was {status}";
        if (status == 429) throw SslError.PlatformUnreachable(_name, _address.Authority, "it is busy (429)");
        if (status is >= 300 and < 500) throw SslError.PlatformNotAnApi(_name, _address.Authority, what);
        if (call.Changes) throw SslError.PlatformAnswerLost(_name, call.What, what, call.Environment);
        throw status >= 500 ? SslError.PlatformUnreachable(_name, _address.Authority, what) : SslError.PlatformNotAnApi(_name, _address.Authority, what);
    }

    private SslToolsException Explain(VirtuozzoCall call, ServerFailureException e) => e.Failure switch
    {
        ServerFailure.Untrusted => SslError.PlatformUntrusted(_name, _address.Authority, e.Message, e),
        ServerFailure.Unreachable => SslError.PlatformUnreachable(_name, _address.Authority, e.Message, e),
        _ when call.Changes => SslError.PlatformAnswerLost(_name, call.What, e.Message, call.Environment, e),
        ServerFailure.TooLarge => SslError.PlatformNotAnApi(_name, _address.Authority, "the answer: " + e.Message),
        _ => SslError.PlatformUnreachable(_name, _address.Authority, e.Message, e),
    };

    // .NET Framework escapes no text longer than 65,519 characters at once.
    private static string Escape(string text)
    {
        const int Part = 32_000;
        if (text.Length <= Part) return Uri.EscapeDataString(text);
        var escaped = new StringBuilder();
        for (int start = 0, length; start < text.Length; start += length)
        {
            length = Math.Min(Part, text.Length - start);
            if (length > 1 && char.IsHighSurrogate(text[start + length - 1])) length--;
            escaped.Append(Uri.EscapeDataString(text.Substring(start, length)));
        }

        return escaped.ToString();
    }
}
