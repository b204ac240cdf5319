using System;
using System.Collections.Generic;
using System.Text;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>One block of a PEM file.</summary>
/// <param name="Label">What the lines around it say.</param>
/// <param name="Body">What is between them, or null where its end is missing.</param>
/// <param name="Line">The line where it begins.</param>
internal sealed record PemBlock(string Label, string? Body, int Line);

/// <summary>
/// Finds the blocks of a PEM text (RFC 7468) as people send it: with any text between, quoted in mail, indented, pasted
/// into one line, or with line ends written as \n. The time it takes grows with the length alone.
/// </summary>
internal static class PemText
{
    private const string Begin = "-----BEGIN ";
    private const string Dashes = "-----";
    private const int MaxLabel = 64;

    /// <summary>Whether there is any block.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when one begins.</returns>
    public static bool HasBlock(string text) => text.IndexOf(Begin, StringComparison.Ordinal) >= 0;

    /// <summary>Whether a character is one of base64.</summary>
    /// <param name="c">The character.</param>
    /// <returns>True when it is.</returns>
    public static bool IsBase64(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '+' or '/' or '=';

    /// <summary>Finds the blocks.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The blocks, in their order.</returns>
    public static IEnumerable<PemBlock> Blocks(string text)
    {
        var (line, counted) = (1, 0);
        var start = text.IndexOf(Begin, StringComparison.Ordinal);
        while (start >= 0)
        {
            for (; counted < start; counted++) line += text[counted] == '\n' ? 1 : 0;
            var next = text.IndexOf(Begin, start + Begin.Length, StringComparison.Ordinal);
            var end = next < 0 ? text.Length : next;
            if (Label(text, start + Begin.Length, end) is { } label) yield return Block(text, label, start, end, line);
            start = next;
        }
    }

    /// <summary>Decodes the body of a block.</summary>
    /// <param name="body">The base64, with white space and quotes of mail.</param>
    /// <param name="place">The block, for the error.</param>
    /// <param name="line">The line where the block begins.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="SslToolsException">MalformedFile.</exception>
    public static byte[] Decode(string body, string place, int line)
    {
        var base64 = new StringBuilder(body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            var c = body[i];
            if (c == '\n') line++;
            if (c == '\\' && i + 1 < body.Length && body[i + 1] is 'n' or 'r') i++;
            else if (IsBase64(c)) base64.Append(c);
            else if (!char.IsWhiteSpace(c) && c is not ('>' or '|' or '\uFEFF'))
                throw SslError.MalformedFile($"{place}, line {line}", $"'{(char.IsControl(c) ? '?' : c)}' is no character of base64");
        }

        try
        {
            return Convert.FromBase64String(base64.ToString());
        }
        catch (FormatException)
        {
            throw SslError.TruncatedFile($"{place}, line {line}", "its base64 is not complete");
        }
    }

    private static string? Label(string text, int start, int end)
    {
        var close = text.IndexOf(Dashes, start, Math.Min(end - start, MaxLabel + Dashes.Length), StringComparison.Ordinal);
        if (close < 0) return null;
        var label = text.Substring(start, close - start);
        return label.IndexOfAny(['\r', '\n']) < 0 ? label : null;
    }

    private static PemBlock Block(string text, string label, int start, int end, int line)
    {
        var body = start + Begin.Length + label.Length + Dashes.Length;
        var close = text.IndexOf($"-----END {label}-----", body, end - body, StringComparison.Ordinal);
        return new PemBlock(label, close < 0 ? null : text.Substring(body, close - body), line);
    }
}
