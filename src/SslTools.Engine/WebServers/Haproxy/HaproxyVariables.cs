using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>The environment that a configuration may refer to: that of the running process, or else our own.</summary>
internal sealed class HaproxyVariables
{
    private readonly Dictionary<string, string?> _values;

    /// <summary>Makes the environment.</summary>
    /// <param name="values">That of the running process; null for our own.</param>
    public HaproxyVariables(IReadOnlyDictionary<string, string>? values)
    {
        _values = values?.ToDictionary(pair => pair.Key, pair => (string?)pair.Value) ?? [];
        IsForeign = values is not null;
    }

    private bool IsForeign { get; }

    /// <summary>Finds a variable.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its value, or null.</returns>
    public string? Find(string name) => _values.TryGetValue(name, out var value) ? value : IsForeign ? null : Environment.GetEnvironmentVariable(name);

    /// <summary>Takes up what a line of the global section sets.</summary>
    /// <param name="line">The line.</param>
    public void Learn(HaproxyLine line)
    {
        if (line.IsConditional) return;
        switch (line.Keyword)
        {
            case "setenv" when line.Words.Count > 2:
            case "presetenv" when line.Words.Count > 2 && Find(line[1]) is null:
                _values[line[1]] = line[2];
                break;
            case "unsetenv":
                foreach (var name in line.Arguments) _values[name] = null;
                break;
        }
    }
}
