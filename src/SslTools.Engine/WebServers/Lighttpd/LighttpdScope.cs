using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>What a condition with its parents stands for; blocks that say the same share one scope, as lighttpd has it.</summary>
internal sealed class LighttpdScope
{
    private static readonly TimeSpan RegexTimeout = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, (LighttpdValue Value, LighttpdStatement Statement)> _values = new(StringComparer.Ordinal);

    /// <summary>Makes a scope.</summary>
    /// <param name="parent">The one around; null for the global one.</param>
    /// <param name="previous">For what follows an else: the condition before.</param>
    /// <param name="subject">What is compared: HTTP.host, SERVER.socket, ...; empty for the global scope and a plain else.</param>
    /// <param name="comparison">The operator; empty likewise.</param>
    /// <param name="operand">What it is compared with; null where it is unknown.</param>
    public LighttpdScope(LighttpdScope? parent = null, LighttpdScope? previous = null, string subject = "", string comparison = "", string? operand = null)
    {
        Parent = parent;
        Previous = previous;
        Subject = subject;
        Comparison = comparison;
        Operand = operand;
    }

    /// <summary>The scope around.</summary>
    public LighttpdScope? Parent { get; }

    /// <summary>The condition that must have failed.</summary>
    public LighttpdScope? Previous { get; }

    /// <summary>What is compared.</summary>
    public string Subject { get; }

    /// <summary>The operator.</summary>
    public string Comparison { get; }

    /// <summary>What it is compared with.</summary>
    public string? Operand { get; }

    /// <summary>The blocks that open it.</summary>
    public List<LighttpdStatement> Blocks { get; } = [];

    /// <summary>Itself and what is around it.</summary>
    public IEnumerable<LighttpdScope> Line => Parent is null ? [this] : Parent.Line.Prepend(this);

    /// <summary>Whether it is the socket condition that stands for a listener.</summary>
    public bool IsSocket => Subject == "SERVER.socket" && Comparison == "==" && Operand is not null;

    /// <summary>What is assigned in it.</summary>
    /// <param name="name">The setting.</param>
    /// <returns>The value and the statement that assigned it last; null where there is none.</returns>
    public (LighttpdValue Value, LighttpdStatement Statement)? Own(string name) => _values.TryGetValue(name, out var value) ? value : null;

    /// <summary>What a variable holds at this point of reading.</summary>
    /// <param name="name">The variable, or setting.</param>
    /// <returns>The value; unknown where there is none.</returns>
    public LighttpdValue Variable(string name) =>
        Line.Select(scope => scope.Own(Qualified(name))).FirstOrDefault(own => own is not null)?.Value ?? LighttpdValue.Unknown;

    /// <summary>Carries out an assignment.</summary>
    /// <param name="statement">The assignment.</param>
    public void Assign(LighttpdStatement statement)
    {
        var name = Qualified(statement.Name);
        var value = LighttpdValue.Evaluate(statement.Expression, this);
        if (statement.Operator == "+=" && Line.Any(scope => scope.Own(name) is not null)) value = Variable(name).Join(value);
        _values[name] = (value, statement);
    }

    /// <summary>Whether it applies while a handshake goes on: only name, socket and scheme are known then.</summary>
    /// <param name="host">The name, in lower case.</param>
    /// <param name="socket">The socket, as the configuration writes it.</param>
    /// <returns>True when it does.</returns>
    public bool Applies(string host, string socket) =>
        Parent is null || (Parent.Applies(host, socket) && !EarlierApplies(host, socket) && Holds(host, socket));

    /// <summary>Whether a name fulfils the condition.</summary>
    /// <param name="host">The name, in lower case.</param>
    /// <returns>True when it does.</returns>
    public bool Fits(string host)
    {
        if (Operand is not { } operand) return false;
        return Comparison switch
        {
            "==" => host == operand.ToLowerInvariant(),
            "!=" => host != operand.ToLowerInvariant(),
            "=^" => host.StartsWith(operand, StringComparison.OrdinalIgnoreCase),
            "=$" => host.EndsWith(operand, StringComparison.OrdinalIgnoreCase),
            _ => IsMatch(operand, host) == (Comparison == "=~"),
        };
    }

    private static string Qualified(string name) => name.IndexOf('.') < 0 ? "var." + name : name;

    private static bool IsMatch(string pattern, string text)
    {
        try
        {
            return Regex.IsMatch(text, pattern.Replace("(?P<", "(?<"), RegexOptions.CultureInvariant, RegexTimeout);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            // What only PCRE understands; the handshake will show what it does.
            return false;
        }
    }

    private bool EarlierApplies(string host, string socket)
    {
        for (var earlier = Previous; earlier is not null; earlier = earlier.Previous)
            if (earlier.Holds(host, socket)) return true;
        return false;
    }

    private bool Holds(string host, string socket) => Subject switch
    {
        "" => true,
        "HTTP.host" => Fits(host),
        "HTTP.scheme" => Fits("https"),
        "SERVER.socket" => Fits(socket.ToLowerInvariant()),
        _ => false,
    };
}
