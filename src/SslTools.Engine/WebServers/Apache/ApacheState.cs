namespace SslTools.Engine.WebServers.Apache;

/// <summary>What has been read so far, for what comes after it.</summary>
internal sealed class ApacheState
{
    /// <summary>Makes the state from which reading begins.</summary>
    /// <param name="context">How the server is started.</param>
    /// <param name="assumed">Modules that are taken for loaded.</param>
    public ApacheState(ApacheContext context, System.Collections.Generic.IEnumerable<string> assumed)
    {
        Context = context;
        ServerRoot = context.ServerRoot;
        Variables = new ApacheVariables(context.Defines, context.Environment);
        Modules = new ApacheModules([.. context.Build.Modules, .. assumed]);
    }

    /// <summary>How the server is started.</summary>
    public ApacheContext Context { get; }

    /// <summary>The folder that relative paths begin at.</summary>
    public string ServerRoot { get; set; }

    /// <summary>Variables.</summary>
    public ApacheVariables Variables { get; }

    /// <summary>Modules.</summary>
    public ApacheModules Modules { get; }

    /// <summary>Macros.</summary>
    public ApacheMacros Macros { get; } = new();
}
