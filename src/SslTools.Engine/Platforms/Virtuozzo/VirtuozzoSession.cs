using System;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Platforms.Virtuozzo;

/// <summary>
/// The session or token that goes with each call. A session is kept for the next run and renewed once for all calls when
/// it is refused; a refused password is not tried again, for platforms lock accounts.
/// </summary>
/// <param name="context">The registration.</param>
/// <param name="secrets">Learns what must not be shown.</param>
/// <param name="signIn">Signs in with login and password.</param>
internal sealed class VirtuozzoSession(PlatformContext context, VirtuozzoSecrets secrets, Func<string, string, CancellationToken, Task<VirtuozzoAnswer>> signIn)
{
    private readonly SemaphoreSlim _once = new(1, 1);
    private volatile string? _current;
    private Func<SslToolsException>? _refusal;

    /// <summary>Whether it is a token, which can't be renewed.</summary>
    public bool IsToken => context.Record.Login is null;

    /// <summary>The present one.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Session or token.</returns>
    public Task<string> GetAsync(CancellationToken cancellationToken) =>
        _current is { } session ? Task.FromResult(session) : EnterAsync(null, cancellationToken);

    /// <summary>Another one than that which was refused.</summary>
    /// <param name="refused">The session that was refused.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The new session.</returns>
    public Task<string> RenewAsync(string refused, CancellationToken cancellationToken) => EnterAsync(refused, cancellationToken);

    private async Task<string> EnterAsync(string? refused, CancellationToken cancellationToken)
    {
        await _once.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Another call may have been first.
            if (_current is { } session && session != refused) return session;
            if (_refusal is not null) throw _refusal();
            session = await OpenAsync(refused, cancellationToken).ConfigureAwait(false);
            secrets.Hide(session);
            return _current = session;
        }
        finally
        {
            _once.Release();
        }
    }

    private async Task<string> OpenAsync(string? refused, CancellationToken cancellationToken)
    {
        if (!IsToken && await context.Vault.ReadSessionAsync(cancellationToken).ConfigureAwait(false) is { } kept && kept != refused) return kept;
        var secret = await context.Vault.ReadSecretAsync(cancellationToken).ConfigureAwait(false);
        secrets.Hide(secret);
        if (IsToken) return secret;
        var answer = await signIn(context.Record.Login!, secret, cancellationToken).ConfigureAwait(false);
        if (answer.Code != 0 || VirtuozzoAnswer.Text(answer.Json, "session") is not { } session)
        {
            var (words, code) = (secrets.Clean(answer.Code == 0 ? "it gave no session" : answer.Words), answer.Code);
            _refusal = () => SslError.PlatformSignInFailed(context.Name, words, code);
            throw _refusal();
        }

        secrets.Hide(session);
        await context.Vault.SaveSessionAsync(session, cancellationToken).ConfigureAwait(false);
        return session;
    }
}
