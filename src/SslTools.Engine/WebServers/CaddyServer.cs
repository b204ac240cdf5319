using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.WebServers.Caddy;
using SslTools.Ports;

namespace SslTools.Engine.WebServers;

/// <summary>Caddy 2 with a Caddyfile.</summary>
public sealed class CaddyServer : IWebServer
{
    private static readonly string[] Usual =
        ["/etc/caddy/Caddyfile", "/usr/local/etc/caddy/Caddyfile", "/usr/local/etc/Caddyfile", "/opt/homebrew/etc/Caddyfile"];

    private readonly IProcessRunner _processes;

    /// <summary>Makes the adapter.</summary>
    /// <param name="engine">Runs caddy.</param>
    public CaddyServer(IEngine engine) => _processes = engine.Processes;

    /// <inheritdoc/>
    public string Name => CaddyInstance.ServerName;

    /// <inheritdoc/>
    public int DefaultPort => 443;

    /// <inheritdoc/>
    public WebServerFeatures Features => WebServerFeatures.All;

    /// <inheritdoc/>
    public string InstallAdvice => "Install it (Debian: apt-get install caddy; Red Hat: dnf install caddy; macOS: brew install caddy), or add its folder to PATH.";

    /// <inheritdoc/>
    public Task<IWebServerInstance?> LocateAsync(string? configPath, CancellationToken cancellationToken)
    {
        if (_processes.Find(Name) is not { } program) return Task.FromResult<IWebServerInstance?>(null);
        var path = configPath ?? CaddyProcess.All().Select(process => process.ConfigPath).Concat(Usual).FirstOrDefault(File.Exists);
        if (path is null) return Task.FromResult<IWebServerInstance?>(null);
        var full = Path.GetFullPath(path);
        if (!File.Exists(full)) throw SslError.ConfigurationNotFound(full);
        if (full.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) throw SslError.CaddyJson(full);
        return Task.FromResult<IWebServerInstance?>(new CaddyInstance(_processes, program, full));
    }
}
