using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Math;
using SslTools.Ports;
using HexText = Org.BouncyCastle.Utilities.Encoders.Hex;

namespace SslTools.Engine.Cryptography;

/// <summary>Faults of RSA keys that the public key shows.</summary>
public sealed class WeakKeys : IWeakKeys
{
    private const int FermatRounds = 100;

    // Of the package openssl-blacklist: the last 20 digits of the SHA-1 of "Modulus=...", one file for each length.
    private readonly string _blacklists;

    // ROCA's primes are 65537^a mod M: modulo each of these the modulus is a power of 65537 (Nemec et al., CCS 2017).
    private static readonly int[] RocaPrimes =
    [
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151,
        157, 163, 167,
    ];

    private static readonly Lazy<IReadOnlyList<(int Prime, HashSet<int> Powers)>> Roca = new(() => RocaPrimes.Select(p => (p, Powers(p))).ToList());
    private static readonly Lazy<IReadOnlyList<BigInteger>> SmallPrimes = new(() => Primes(10_000).Select(p => BigInteger.ValueOf(p)).ToList());

    private static readonly Lazy<IReadOnlyList<(int Modulus, HashSet<int> Squares)>> SquareRemainders = new(() =>
        new[] { 64, 63, 65, 11 }.Select(modulus => (modulus, new HashSet<int>(Enumerable.Range(0, modulus).Select(n => n * n % modulus)))).ToList());

    /// <summary>Uses the list of Debian where the machine has it.</summary>
    public WeakKeys()
        : this("/usr/share/openssl-blacklist")
    {
    }

    /// <summary>Uses a list in the form of Debian's.</summary>
    /// <param name="blacklists">Its folder.</param>
    public WeakKeys(string blacklists) => _blacklists = blacklists;

    /// <inheritdoc/>
    public SslToolsException? Find(byte[] certificate, string what)
    {
        var key = X509CertificateStructure.GetInstance(certificate).SubjectPublicKeyInfo;
        if (!key.Algorithm.Algorithm.Equals(PkcsObjectIdentifiers.RsaEncryption)) return null;
        var rsa = RsaPublicKeyStructure.GetInstance(key.ParsePublicKey());
        var modulus = rsa.Modulus;
        if (rsa.PublicExponent.CompareTo(BigInteger.Two) <= 0 || !rsa.PublicExponent.TestBit(0))
            return SslError.FactorableKey(what, $"its exponent is {rsa.PublicExponent}");
        if (Roca.Value.All(r => r.Powers.Contains(modulus.Mod(BigInteger.ValueOf(r.Prime)).IntValue))) return SslError.RocaWeakKey(what);
        if (SmallPrimes.Value.FirstOrDefault(p => modulus.Mod(p).SignValue == 0) is { } factor) return SslError.FactorableKey(what, $"its modulus is divisible by {factor}");
        if (IsDebian(modulus)) return SslError.DebianWeakKey(what);
        return IsNearSquare(modulus) ? SslError.FactorableKey(what, "the primes of its modulus are too close to each other") : null;
    }

    private static HashSet<int> Powers(int prime)
    {
        var powers = new HashSet<int>();
        for (var power = 1; powers.Add(power);) power = (int)(power * 65537L % prime);
        return powers;
    }

    private static IEnumerable<int> Primes(int limit) =>
        Enumerable.Range(2, limit).Where(n => Enumerable.Range(2, (int)Math.Sqrt(n) - 1).All(d => n % d != 0));

    // Fermat's method: n = a^2 - b^2 with a little above the root of n.
    private static bool IsNearSquare(BigInteger modulus)
    {
        var a = Root(modulus);
        if (a.Multiply(a).CompareTo(modulus) < 0) a = a.Add(BigInteger.One);
        for (var i = 0; i < FermatRounds; i++, a = a.Add(BigInteger.One))
        {
            var square = a.Multiply(a).Subtract(modulus);
            if (square.SignValue > 0 && !MaySquare(square)) continue;
            var b = Root(square);
            if (b.Multiply(b).Equals(square)) return true;
        }

        return false;
    }

    // Squares have few of the remainders there are: of a hundred other numbers one passes.
    private static bool MaySquare(BigInteger number) => SquareRemainders.Value.All(r => r.Squares.Contains(number.Mod(BigInteger.ValueOf(r.Modulus)).IntValue));

    // Newton's method, from above.
    private static BigInteger Root(BigInteger number)
    {
        if (number.SignValue == 0) return number;
        var root = BigInteger.One.ShiftLeft((number.BitLength + 1) / 2);
        while (true)
        {
            var better = root.Add(number.Divide(root)).ShiftRight(1);
            if (better.CompareTo(root) >= 0) return root;
            root = better;
        }
    }

    private bool IsDebian(BigInteger modulus)
    {
        var list = Path.Combine(_blacklists, $"blacklist.RSA-{modulus.BitLength}");
        if (!File.Exists(list)) return false;
        using var sha1 = SHA1.Create();
        var text = $"Modulus={HexText.ToHexString(modulus.ToByteArrayUnsigned(), true)}\n";
        var entry = HexText.ToHexString(sha1.ComputeHash(Encoding.ASCII.GetBytes(text))).Substring(20);
        return File.ReadLines(list).Contains(entry);
    }
}
