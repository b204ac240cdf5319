using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>dns-persist-01: nothing is written; the standing record is verified before the CA looks.</summary>
public sealed class DnsPersistSolver : IChallengeSolver
{
    private readonly IDnsQuery _query;
    private readonly IClock _clock;

    /// <summary>Makes the solver.</summary>
    /// <param name="query">Asks the DNS.</param>
    /// <param name="clock">The time.</param>
    public DnsPersistSolver(IDnsQuery query, IClock clock)
    {
        _query = query;
        _clock = clock;
    }

    /// <inheritdoc/>
    public string Type => AcmeChallenge.DnsPersist01;

    /// <inheritdoc/>
    public bool CanSolve(AcmeIdentifier identifier) => !identifier.IsAddress;

    /// <inheritdoc/>
    public string Describe(AcmeIdentifier identifier) => $"{Type}: the standing TXT record at _validation-persist.{DnsNames.Base(identifier.Value)}";

    /// <inheritdoc/>
    public async Task PresentAsync(IReadOnlyList<ChallengeAnswer> answers, CancellationToken cancellationToken)
    {
        foreach (var answer in answers)
        {
            var issuers = answer.IssuerDomainNames.Split(' ').Where(name => name.Length > 0).ToList();
            if (issuers.Count == 0) throw SslError.NoChallengeFor(answer.Identifier.Value, "the CA does not say by which name its standing record is known");
            var name = AuthorizationStep.OrderIdentifier(answer).Value;
            await new DnsPersist(issuers, answer.Account.AbsoluteUri, name).RequireAsync(_query, _clock.UtcNow, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task CleanUpAsync(IReadOnlyList<ChallengeAnswer> answers, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
