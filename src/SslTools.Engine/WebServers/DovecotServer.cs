using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.WebServers.Dovecot;
using SslTools.Ports;

namespace SslTools.Engine.WebServers;

/// <summary>Dovecot 2.3 and 2.4.</summary>
public sealed class DovecotServer : IWebServer
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly IEngine _engine;

    /// <summary>Makes the adapter.</summary>
    /// <param name="engine">Runs Dovecot.</param>
    public DovecotServer(IEngine engine) => _engine = engine;

    /// <inheritdoc/>
    public string Name => DovecotInstance.ServerName;

    /// <inheritdoc/>
    public int DefaultPort => 993;

    /// <inheritdoc/>
    public WebServerFeatures Features => WebServerFeatures.TlsPolicy;

    /// <inheritdoc/>
    public string InstallAdvice => "Install it (Debian: apt-get install dovecot-imapd; Red Hat: dnf install dovecot), or add its folder to PATH.";

    /// <inheritdoc/>
    public async Task<IWebServerInstance?> LocateAsync(string? configPath, CancellationToken cancellationToken)
    {
        if (_engine.Processes.Find(Name) is null || _engine.Processes.Find("doveconf") is not { } doveconf) return null;
        var told = await _engine.Processes.RunAsync(doveconf, ["-d"], null, Timeout, cancellationToken).ConfigureAwait(false);

        // Asked for by name: version 2.4 keeps it out of the list.
        var folder = await _engine.Processes.RunAsync(doveconf, ["-d", "base_dir"], null, Timeout, cancellationToken).ConfigureAwait(false);
        var build = DovecotBuild.Parse(told.Output + "\n" + folder.Output) ?? throw SslError.ServerNotUsable(Name, doveconf, told.Error + told.Output);
        var path = Path.GetFullPath(configPath ?? build.ConfigPath);
        if (!File.Exists(path)) throw SslError.ConfigurationNotFound(path);
        return new DovecotInstance(_engine, build, path);
    }
}
