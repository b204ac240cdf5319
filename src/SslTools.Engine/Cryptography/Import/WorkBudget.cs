using Org.BouncyCastle.Math;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>How many rounds of key derivation one file may ask for: an honest one takes under a second, and none hangs.</summary>
internal sealed class WorkBudget
{
    // 600,000 is what OWASP asks of PBKDF2-HMAC-SHA-256, and a PFX file derives three keys.
    private const int Rounds = 6_000_000;
    private long _left = Rounds;

    /// <summary>Takes rounds from the budget.</summary>
    /// <param name="rounds">How many the file asks for.</param>
    /// <param name="place">The file.</param>
    /// <returns>The same number.</returns>
    /// <exception cref="SslToolsException">FileTooLarge, MalformedFile.</exception>
    public int Spend(BigInteger rounds, string place)
    {
        if (rounds.SignValue <= 0) throw SslError.MalformedFile(place, "its key derivation has no rounds");
        if (rounds.BitLength > 31 || rounds.IntValue > _left)
            throw SslError.FileTooLarge(place, $"it asks for {(rounds.BitLength > 64 ? "endless" : rounds.ToString())} rounds of key derivation; at most {Rounds} in all are done");
        _left -= rounds.IntValue;
        return rounds.IntValue;
    }
}
