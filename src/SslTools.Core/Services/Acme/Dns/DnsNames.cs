using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Where the proofs of dns-01 and dns-account-01 stand, and what they say.</summary>
public static class DnsNames
{
    private const string ChallengeLabel = "_acme-challenge.";
    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>The record of dns-01 (RFC 8555 section 8.4).</summary>
    /// <param name="name">The name to prove; a wildcard is proved at its base name.</param>
    /// <param name="keyAuthorization">The challenge's key authorization.</param>
    /// <returns>The record.</returns>
    public static DnsTxtRecord Dns01(string name, string keyAuthorization) => new(ChallengeLabel + Base(name), Digest(keyAuthorization));

    /// <summary>The record of dns-account-01 (draft-ietf-acme-dns-account-label): a label of its own for each account.</summary>
    /// <param name="name">The name to prove; a wildcard is proved at its base name.</param>
    /// <param name="accountUrl">The account's URL, exactly as the CA gave it.</param>
    /// <param name="keyAuthorization">The challenge's key authorization.</param>
    /// <returns>The record.</returns>
    public static DnsTxtRecord DnsAccount01(string name, string accountUrl, string keyAuthorization) =>
        new($"_{AccountLabel(accountUrl)}.{ChallengeLabel}{Base(name)}", Digest(keyAuthorization));

    /// <summary>A name without the <c>*.</c> of a wildcard.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Its base name.</returns>
    internal static string Base(string name) => name.StartsWith("*.", StringComparison.Ordinal) ? name.Substring(2) : name;

    // base32(SHA-256(account URL)[0:10]), lower case: 80 bits are 16 letters, without padding.
    private static string AccountLabel(string accountUrl)
    {
        var hash = Sha256(accountUrl);
        return new string(Enumerable.Range(0, 16).Select(i => Base32[Bits(hash, i * 5)]).ToArray());
    }

    private static int Bits(byte[] bytes, int offset)
    {
        var pair = (bytes[offset / 8] << 8) | bytes[(offset / 8) + 1];
        return (pair >> (11 - (offset % 8))) & 31;
    }

    private static string Digest(string keyAuthorization) => Base64Url.Encode(Sha256(keyAuthorization));

    private static byte[] Sha256(string text)
    {
        using var hash = SHA256.Create();
        return hash.ComputeHash(Encoding.UTF8.GetBytes(text));
    }
}
