using System;
using System.Collections.Generic;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>A directive that counts: conditions hold, includes and macros are followed, variables have their values.</summary>
/// <param name="Directive">Where it stands.</param>
/// <param name="Words">Its arguments.</param>
internal sealed record ApacheSetting(ApacheDirective Directive, IReadOnlyList<string> Words)
{
    /// <summary>Of a virtual host what counts in it.</summary>
    public IReadOnlyList<ApacheSetting> Inner { get; init; } = [];

    /// <summary>The first argument; empty where there is none.</summary>
    public string First => Words.Count > 0 ? Words[0] : "";

    /// <summary>All arguments.</summary>
    public string Joined => string.Join(" ", Words);

    /// <summary>Whether the directive has a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True when it has.</returns>
    public bool Is(string name) => Directive.Is(name);

    /// <summary>Whether the arguments are some words.</summary>
    /// <param name="arguments">The words, separated by spaces; case does not matter.</param>
    /// <returns>True when they are.</returns>
    public bool Says(string arguments) => Joined.Equals(arguments, StringComparison.OrdinalIgnoreCase);
}
