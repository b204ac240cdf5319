using System.Management.Automation;
using SslTools.Completion;

namespace SslTools.Infrastructure;

/// <summary>The base of cmdlets that change the sites of a web server.</summary>
public abstract class BindingCmdlet : StoreCmdlet
{
    /// <summary>The web server.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WebServerCompleter))]
    public string Server { get; set; } = "nginx";

    /// <summary>The server's main configuration file; by default the one that the server uses by itself.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? ConfigPath { get; set; }

    /// <summary>The HTTPS port.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 65535)]
    public int Port { get; set; } = 443;

    /// <summary>The configuration file as a path of the file system.</summary>
    private protected string? FullConfigPath => ConfigPath is null ? null : GetUnresolvedProviderPathFromPSPath(ConfigPath);
}
