using System;

namespace SslTools.Engine.Cryptography.Validation;

/// <summary>What one validation may cost. Honest paths use a hundredth of it.</summary>
internal sealed class WorkBudget
{
    private const int MaxSteps = 20_000;
    private const int MaxSignatureChecks = 100;
    private const int MaxNameComparisons = 250_000;

    /// <summary>Candidates for an issuer that were looked at.</summary>
    public int Steps { get; private set; }

    /// <summary>Signatures that were checked.</summary>
    public int SignatureChecks { get; private set; }

    /// <summary>Names that were compared with constraints.</summary>
    public int NameComparisons { get; private set; }

    /// <summary>Takes a step.</summary>
    public void Step() => Steps = Count(Steps, 1, MaxSteps);

    /// <summary>Checks a signature.</summary>
    public void CheckSignature() => SignatureChecks = Count(SignatureChecks, 1, MaxSignatureChecks);

    /// <summary>Compares names.</summary>
    /// <param name="comparisons">How many.</param>
    public void CompareNames(long comparisons) => NameComparisons = Count(NameComparisons, comparisons, MaxNameComparisons);

    private static int Count(int used, long more, int limit) => used + more > limit ? throw new BudgetExceededException() : used + (int)more;
}

/// <summary>A validation costs more than honest certificates ever do.</summary>
internal sealed class BudgetExceededException : Exception;
