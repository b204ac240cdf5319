using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services;

/// <summary>The value of a CAA issue property (RFC 8659 section 4.2), which the records of dns-persist-01 have too.</summary>
internal sealed class IssueValue
{
    private static readonly char[] Blank = [' ', '\t'];

    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    private IssueValue(string issuer) => Issuer = issuer;

    /// <summary>The CA's domain name, lower case; empty where nobody may issue.</summary>
    public string Issuer { get; }

    /// <summary>A parameter's value, or null.</summary>
    /// <param name="tag">Its tag, in any case.</param>
    public string? this[string tag] => _parameters.TryGetValue(tag, out var value) ? value : null;

    /// <summary>Reads a value.</summary>
    /// <param name="text">The value.</param>
    /// <returns>What it says; null where it is malformed, which CAs take for a value that permits nobody.</returns>
    public static IssueValue? Parse(string text)
    {
        var parts = text.Split(';').Select(part => part.Trim(Blank)).ToList();
        var value = new IssueValue(parts[0].TrimEnd('.').ToLowerInvariant());
        if (parts.Count == 2 && parts[1].Length == 0) return value;
        foreach (var part in parts.Skip(1))
        {
            var equals = part.IndexOf('=');
            if (equals < 1) return null;
            var tag = part.Substring(0, equals).TrimEnd(Blank);
            var content = part.Substring(equals + 1).TrimStart(Blank);
            if (content.Any(c => c is <= ' ' or > '~') || value._parameters.ContainsKey(tag)) return null;
            value._parameters.Add(tag, content);
        }

        return value;
    }
}
