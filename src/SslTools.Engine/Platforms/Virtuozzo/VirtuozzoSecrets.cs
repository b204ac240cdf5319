using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Text.RegularExpressions;

namespace SslTools.Engine.Platforms.Virtuozzo;

/// <summary>What must not be shown: a platform's words may quote what was sent to it.</summary>
internal sealed class VirtuozzoSecrets
{
    private const string Stars = "***";
    private static readonly Regex Key = new(
        "-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    private readonly ConcurrentDictionary<string, bool> _secrets = new(StringComparer.Ordinal);

    /// <summary>Hides a password, a session, a token or a key from now on.</summary>
    /// <param name="secret">The secret; of PEM each line.</param>
    public void Hide(string secret)
    {
        foreach (var line in secret.Split('\n').Where(line => line.Length > 3 && line[0] != '-'))
        {
            _secrets[line] = true;
            _secrets[Uri.EscapeDataString(line)] = true;
        }
    }

    /// <summary>Cleans a platform's words.</summary>
    /// <param name="words">The words.</param>
    /// <returns>The words without secrets.</returns>
    public string Clean(string words) =>
        _secrets.Keys.OrderByDescending(secret => secret.Length).Aggregate(Key.Replace(words, Stars), (text, secret) => text.Replace(secret, Stars));
}
