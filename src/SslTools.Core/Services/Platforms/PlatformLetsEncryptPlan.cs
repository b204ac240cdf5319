using System.Collections.Generic;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>A checked request to a platform's Let's Encrypt add-on, ready to be shown and carried out.</summary>
public sealed class PlatformLetsEncryptPlan
{
    internal PlatformLetsEncryptPlan(ILetsEncryptPlatform platform, SslEnvironment environment, IReadOnlyList<string> names, bool force, bool installed)
    {
        Platform = platform;
        Environment = environment;
        Names = names;
        Force = force;
        IsInstalled = installed;
    }

    /// <summary>The whole plan, for -WhatIf and -Confirm.</summary>
    public string Description =>
        $"{(IsInstalled ? "Update" : "Install")} the Let's Encrypt add-on of the environment '{Environment.Name}' at the platform '{Platform.Name}' for "
        + (Names.Count == 0 ? $"an untrusted test certificate of {Environment.Domain}" : string.Join(", ", Names))
        + (Names.Count == 0 && Environment.BuiltInSsl ? ", then switch built-in SSL off" : "");

    internal ILetsEncryptPlatform Platform { get; }

    internal SslEnvironment Environment { get; }

    internal IReadOnlyList<string> Names { get; }

    internal bool Force { get; }

    private bool IsInstalled { get; }
}
