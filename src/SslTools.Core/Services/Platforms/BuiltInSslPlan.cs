using SslTools.Ports;

namespace SslTools.Services;

/// <summary>A checked switch of built-in SSL, ready to be shown and carried out.</summary>
public sealed class BuiltInSslPlan
{
    internal BuiltInSslPlan(ISslPlatform platform, SslEnvironment environment, bool on, bool force, string details)
    {
        Platform = platform;
        Environment = environment;
        On = on;
        Force = force;
        Details = details;
    }

    /// <summary>The environment as it was read.</summary>
    public SslEnvironment Environment { get; }

    /// <summary>Whether the state is already as asked for.</summary>
    public bool IsDone => Environment.BuiltInSsl == On;

    /// <summary>The whole plan, for -WhatIf and -Confirm.</summary>
    public string Description =>
        $"Switch built-in SSL of '{Environment.Name}' ({Environment.Domain}) at the platform '{Platform.Name}' {(On ? "on" : "off")}"
        + (Details.Length == 0 ? "" : System.Environment.NewLine + Details);

    internal ISslPlatform Platform { get; }

    internal bool On { get; }

    internal bool Force { get; }

    private string Details { get; }
}
