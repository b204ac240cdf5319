using System;
using System.Globalization;
using System.Linq;

namespace SslTools;

/// <summary>Host names as certificates carry them (RFC 5280 section 7.2, RFC 9525).</summary>
public static class DnsName
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Turns what a user types into the form a certificate carries.</summary>
    /// <param name="text">A host name in any case, in Unicode or ASCII; <c>*.</c> may stand before it.</param>
    /// <returns>Lower-case A-labels without a trailing dot.</returns>
    /// <exception cref="SslToolsException">InvalidHostName: what is wrong with the name.</exception>
    public static string Normalize(string text)
    {
        var name = text.Trim().TrimEnd('.');
        var wildcard = name.StartsWith("*.", StringComparison.Ordinal);
        if (wildcard) name = name.Substring(2);
        if (name.Length == 0) throw SslError.InvalidHostName(text, "it is empty");
        if (name.Contains("*")) throw SslError.InvalidHostName(text, "'*' may only be the whole first label");

        string ascii;
        try
        {
            ascii = Idn.GetAscii(name).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            throw SslError.InvalidHostName(text, Explain(name));
        }

        if (ascii.Length + (wildcard ? 2 : 0) > 253) throw SslError.InvalidHostName(text, "it is longer than 253 characters");
        if (wildcard && !ascii.Contains(".")) throw SslError.InvalidHostName(text, "a wildcard needs at least two labels after '*.'");
        if (ascii.Split('.').Last().All(char.IsDigit)) throw SslError.InvalidHostName(text, "its last label is a number");
        if (ascii.Split('.').Any(label => !IsLabel(label))) throw SslError.InvalidHostName(text, Explain(ascii));
        return wildcard ? "*." + ascii : ascii;
    }

    /// <summary>Whether a name of a certificate covers a host: equal, or a wildcard for exactly one label (RFC 9525, section 6.3).</summary>
    /// <param name="pattern">A name from a certificate, A-labels.</param>
    /// <param name="host">A host name, A-labels.</param>
    /// <returns>True when it covers.</returns>
    public static bool Covers(string pattern, string host)
    {
        if (string.Equals(pattern, host, StringComparison.OrdinalIgnoreCase)) return true;
        if (!pattern.StartsWith("*.", StringComparison.Ordinal)) return false;
        var dot = host.IndexOf('.');
        return dot > 0 && string.Equals(pattern.Substring(1), host.Substring(dot), StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[label.Length - 1] != '-'
        && label.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    private static string Explain(string name)
    {
        if (name.Contains("..") || name.StartsWith(".", StringComparison.Ordinal)) return "it has an empty label";
        if (name.Split('.').Any(label => label.Length > 63)) return "a label is longer than 63 characters";
        if (name.Split('.').Any(label => label.StartsWith("-", StringComparison.Ordinal) || label.EndsWith("-", StringComparison.Ordinal)))
            return "a label begins or ends with '-'";
        return "only letters, digits, '-' and '.' are allowed";
    }
}
