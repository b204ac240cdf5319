using System.Collections.Generic;
using System.Linq;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>One authorization with the way that was chosen to prove it.</summary>
/// <param name="Authorization">The authorization.</param>
/// <param name="Challenge">The challenge of it.</param>
/// <param name="Solver">The way.</param>
/// <param name="Answer">What is presented.</param>
internal sealed record AuthorizationStep(
    AcmeAuthorization Authorization, AcmeChallenge Challenge, IChallengeSolver Solver, ChallengeAnswer Answer)
{
    /// <summary>Chooses the first way that the CA offers and that can prove the identifier.</summary>
    /// <param name="authorization">The authorization.</param>
    /// <param name="solvers">The ways, in order of preference.</param>
    /// <param name="session">The CA and the account.</param>
    /// <returns>The step, or null.</returns>
    public static AuthorizationStep? Find(AcmeAuthorization authorization, IReadOnlyList<IChallengeSolver> solvers, AcmeSession session)
    {
        var identifier = OrderIdentifier(authorization);
        foreach (var solver in solvers.Where(solver => solver.CanSolve(identifier)))
        {
            if (authorization.Challenges.FirstOrDefault(challenge => challenge.Type == solver.Type) is not { } challenge) continue;
            var answer = new ChallengeAnswer(
                challenge.Type, authorization.Identifier, challenge.Token, session.KeyAuthorization(challenge.Token), session.Signer.Account)
            {
                Wildcard = authorization.Wildcard,
                IssuerDomainNames = string.Join(" ", challenge.IssuerDomainNames),
            };
            return new AuthorizationStep(authorization, challenge, solver, answer);
        }

        return null;
    }

    /// <summary>The identifier as the order has it, with its wildcard.</summary>
    /// <param name="authorization">The authorization.</param>
    /// <returns>The identifier.</returns>
    public static AcmeIdentifier OrderIdentifier(AcmeAuthorization authorization) => WithWildcard(authorization.Identifier, authorization.Wildcard);

    /// <summary>The identifier as the order has it, with its wildcard.</summary>
    /// <param name="answer">What is presented for it.</param>
    /// <returns>The identifier.</returns>
    public static AcmeIdentifier OrderIdentifier(ChallengeAnswer answer) => WithWildcard(answer.Identifier, answer.Wildcard);

    private static AcmeIdentifier WithWildcard(AcmeIdentifier identifier, bool wildcard) =>
        wildcard && !identifier.IsWildcard ? identifier with { Value = "*." + identifier.Value } : identifier;
}

/// <summary>An identifier that could not be proved.</summary>
/// <param name="Identifier">As the order has it.</param>
/// <param name="Problem">The CA's words, or ours.</param>
internal sealed record FailedIdentifier(AcmeIdentifier Identifier, AcmeProblem Problem)
{
    /// <summary>Whether the CA has counted it as a failed validation.</summary>
    public bool Counted { get; init; }

    /// <summary>One that the CA looked at.</summary>
    /// <param name="authorization">Its authorization.</param>
    /// <returns>The failure.</returns>
    public static FailedIdentifier FromCa(AcmeAuthorization authorization)
    {
        var problem = authorization.Challenges.Select(challenge => challenge.Error).FirstOrDefault(error => error is not null)
            ?? new AcmeProblem("", $"its authorization is {authorization.Status.ToString().ToLowerInvariant()}");
        return new FailedIdentifier(AuthorizationStep.OrderIdentifier(authorization), problem) { Counted = authorization.Status == AcmeStatus.Invalid };
    }

    /// <summary>One that no given way can prove.</summary>
    /// <param name="authorization">Its authorization.</param>
    /// <param name="solvers">The ways that were given.</param>
    /// <returns>The failure.</returns>
    public static FailedIdentifier WithoutWay(AcmeAuthorization authorization, IReadOnlyList<IChallengeSolver> solvers)
    {
        var offered = string.Join(", ", authorization.Challenges.Select(challenge => challenge.Type).Distinct());
        var given = string.Join(", ", solvers.Select(solver => solver.Type).Distinct());
        return new FailedIdentifier(
            AuthorizationStep.OrderIdentifier(authorization), new AcmeProblem("", $"the CA takes {offered}, and what was given is {given}"));
    }
}
