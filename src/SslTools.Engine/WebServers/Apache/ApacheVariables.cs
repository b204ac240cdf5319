using System;
using System.Collections.Generic;
using System.Text;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>What Define and the environment say, as far as the configuration has been read (ap_resolve_env in server/core.c).</summary>
internal sealed class ApacheVariables
{
    private readonly Dictionary<string, string> _defined = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names;
    private readonly IReadOnlyDictionary<string, string> _environment;

    /// <summary>Makes the variables.</summary>
    /// <param name="names">What -D defines.</param>
    /// <param name="environment">The server's environment.</param>
    public ApacheVariables(IEnumerable<string> names, IReadOnlyDictionary<string, string> environment)
    {
        _names = new HashSet<string>(names, StringComparer.Ordinal);
        _environment = environment;
    }

    /// <summary>Whether a name is defined, as IfDefine asks.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True when it is.</returns>
    public bool IsDefined(string name) => _names.Contains(name);

    /// <summary>Carries out Define.</summary>
    /// <param name="words">A name, and perhaps a value.</param>
    public void Define(IReadOnlyList<string> words)
    {
        if (words.Count == 0) return;
        _names.Add(words[0]);
        if (words.Count > 1) _defined[words[0]] = words[1];
    }

    /// <summary>Carries out UnDefine.</summary>
    /// <param name="words">A name.</param>
    public void Undefine(IReadOnlyList<string> words)
    {
        if (words.Count == 0) return;
        _names.Remove(words[0]);
        _defined.Remove(words[0]);
    }

    /// <summary>Puts in the values of variables.</summary>
    /// <param name="text">A text with ${NAME}; one without value stays as it is.</param>
    /// <returns>The text.</returns>
    public string Resolve(string text)
    {
        if (text.IndexOf("${", StringComparison.Ordinal) < 0) return text;
        var result = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            var end = text[i] == '$' && i + 1 < text.Length && text[i + 1] == '{' ? text.IndexOf('}', i) : -1;
            if (end < 0) result.Append(text[i++]);
            else
            {
                result.Append(ValueOf(text.Substring(i + 2, end - i - 2)) ?? text.Substring(i, end + 1 - i));
                i = end + 1;
            }
        }

        return result.ToString();
    }

    private string? ValueOf(string name)
    {
        // ${NAME?=value}: what it is where nothing else says so.
        var otherwise = name.IndexOf("?=", StringComparison.Ordinal);
        var key = otherwise < 0 ? name : name.Substring(0, otherwise);
        if (_defined.TryGetValue(key, out var value) ) return value;
        if (_environment.TryGetValue(key, out value)) return ByteText.Encode(value);
        return otherwise < 0 ? null : name.Substring(otherwise + 2);
    }
}
