using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>
/// Tries everything a CA will try, with a token of our own, before an order is made: names resolve, port 80 or 443 leads here,
/// CAA records permit the CA, the DNS provider can write and remove.
/// </summary>
internal sealed class AcmePreflight
{
    private static readonly TimeSpan CleanUpTime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(10);

    private readonly IEngine _engine;
    private readonly IReporter _reporter;

    /// <summary>Makes the step.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="reporter">Tells the user.</param>
    public AcmePreflight(IEngine engine, IReporter reporter)
    {
        _engine = engine;
        _reporter = reporter;
    }

    /// <summary>Checks.</summary>
    /// <param name="session">The CA and the account.</param>
    /// <param name="identifiers">What the order will be for.</param>
    /// <param name="settings">How control is proved.</param>
    /// <param name="ways">The ways to prove control.</param>
    /// <param name="cancellationToken">Cancels; what was presented is taken away.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">PreflightFailed: all that is wrong, at once.</exception>
    public async Task CheckAsync(
        AcmeSession session, IReadOnlyList<AcmeIdentifier> identifiers, ChallengeSettings settings, IReadOnlyList<IChallengeSolver> ways,
        CancellationToken cancellationToken)
    {
        var query = _engine.OpenDns(DnsServers.Parse(settings.DnsServers));
        var faults = new List<string>();
        foreach (var group in identifiers.GroupBy(identifier => ways.First(way => way.CanSolve(identifier))))
        {
            foreach (var identifier in group.Where(identifier => !identifier.IsAddress))
            {
                await GuardAsync(() => CheckCaaAsync(query, session, identifier, group.Key, cancellationToken), faults).ConfigureAwait(false);
                if (!settings.UsesDns || group.Key.Type is AcmeChallenge.Http01 or AcmeChallenge.TlsAlpn01)
                    await GuardAsync(() => CheckResolvesAsync(query, identifier, cancellationToken), faults).ConfigureAwait(false);
            }

            if (faults.Count == 0) await TryAsync(session, group.Key, group.ToList(), faults, cancellationToken).ConfigureAwait(false);
        }

        if (faults.Count > 0) throw SslError.PreflightFailed(faults);
        _reporter.Verbose("The preflight found nothing in the way.");
    }

    private static async Task GuardAsync(Func<Task> check, List<string> faults)
    {
        try
        {
            await check().ConfigureAwait(false);
        }
        catch (SslToolsException e)
        {
            faults.Add($"{e.Message} {e.RecommendedAction}");
        }
    }

    private static Task CheckCaaAsync(
        IDnsQuery query, AcmeSession session, AcmeIdentifier identifier, IChallengeSolver way, CancellationToken cancellationToken) =>
        CaaCheck.RequireAsync(
            query, identifier.Value, new CaaRequester(session.Directory.CaaIdentities, session.Signer.Account.AbsoluteUri, way.Type), cancellationToken);

    private static async Task CheckResolvesAsync(IDnsQuery query, AcmeIdentifier identifier, CancellationToken cancellationToken)
    {
        if ((await query.ResolveAsync(identifier.Value, cancellationToken).ConfigureAwait(false)).Count == 0)
            throw SslError.NameDoesNotResolve(identifier.Value);
    }

    private async Task TryAsync(
        AcmeSession session, IChallengeSolver way, IReadOnlyList<AcmeIdentifier> identifiers, List<string> faults, CancellationToken cancellationToken)
    {
        // Nothing is written for a standing record, and what it has to say the CA tells only in an order.
        if (way.Type == AcmeChallenge.DnsPersist01) return;
        var answers = identifiers.Select(identifier => Answer(session, way.Type, identifier)).ToList();
        var presented = false;
        try
        {
            await GuardAsync(() => way.PresentAsync(answers, cancellationToken), faults).ConfigureAwait(false);
            presented = faults.Count == 0;
            if (!presented) return;
            foreach (var answer in answers) await GuardAsync(() => LookAsync(answer, cancellationToken), faults).ConfigureAwait(false);
        }
        finally
        {
            using var limit = new CancellationTokenSource(CleanUpTime);

            // What could not be written can't be removed either, for the same reason.
            await GuardAsync(() => way.CleanUpAsync(answers, limit.Token), presented ? faults : []).ConfigureAwait(false);
        }
    }

    private Task LookAsync(ChallengeAnswer answer, CancellationToken cancellationToken) => answer.Type switch
    {
        AcmeChallenge.Http01 => FetchAsync(answer, cancellationToken),
        AcmeChallenge.TlsAlpn01 => ShakeHandsAsync(answer, cancellationToken),
        _ => Task.CompletedTask,
    };

    private async Task FetchAsync(ChallengeAnswer answer, CancellationToken cancellationToken)
    {
        var host = answer.Identifier.Value.Contains(":") ? $"[{answer.Identifier.Value}]" : answer.Identifier.Value;
        var address = new Uri($"http://{host}/.well-known/acme-challenge/{answer.Token}");
        var body = await _engine.Web.FetchAsync(new WebRequestSpec(address) { MaxBytes = 4096, Timeout = ProbeTime }, cancellationToken).ConfigureAwait(false);
        if (Encoding.UTF8.GetString(body).Trim() != answer.KeyAuthorization) throw SslError.ForeignAnswer(address.AbsoluteUri);
    }

    // Our listener refuses a client that does not speak acme-tls/1 with exactly this alert (RFC 7301 section 3.2).
    private async Task ShakeHandsAsync(ChallengeAnswer answer, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(answer.Identifier.Value, out var literal)
            ? [literal] : await _engine.OpenDns([]).ResolveAsync(answer.Identifier.Value, cancellationToken).ConfigureAwait(false);
        foreach (var address in addresses)
        {
            var endpoint = new BindingEndpoint(new IPEndPoint(address, 443), literal is null ? answer.Identifier.Value : null, false);
            var result = await _engine.Network.HandshakeAsync(endpoint, ProbeTime, cancellationToken).ConfigureAwait(false);
            if (!(result.Error ?? "").Contains(literal is null ? "no_application_protocol" : "unrecognized_name")) throw SslError.ForeignAnswer($"{answer.Identifier} ({address}) port 443");
        }
    }

    private static ChallengeAnswer Answer(AcmeSession session, string type, AcmeIdentifier identifier)
    {
        var bytes = new byte[32];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        var token = Base64Url.Encode(bytes);
        return new ChallengeAnswer(
            type, identifier with { Value = DnsNames.Base(identifier.Value) }, token, session.KeyAuthorization(token), session.Signer.Account)
        {
            Wildcard = identifier.IsWildcard,
        };
    }
}
