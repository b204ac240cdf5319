using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.WebServers.Nginx;
using SslTools.Ports;

namespace SslTools.Engine.WebServers;

/// <summary>nginx 1.18 and later, OpenResty and other servers that answer to the name nginx.</summary>
public sealed class NginxServer : IWebServer
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly IProcessRunner _processes;

    /// <summary>Makes the adapter.</summary>
    /// <param name="engine">Runs nginx.</param>
    public NginxServer(IEngine engine) => _processes = engine.Processes;

    /// <inheritdoc/>
    public string Name => NginxInstance.ServerName;

    /// <inheritdoc/>
    public int DefaultPort => 443;

    /// <inheritdoc/>
    public WebServerFeatures Features => WebServerFeatures.All;

    /// <inheritdoc/>
    public string InstallAdvice => RuntimeInformation.IsOSPlatform(OSPlatform.Linux)
        ? "Install it (Debian: apt-get install nginx; Red Hat: dnf install nginx), or add its folder to PATH."
        : "Install it from nginx.org (macOS: brew install nginx), or add its folder to PATH.";

    /// <inheritdoc/>
    public async Task<IWebServerInstance?> LocateAsync(string? configPath, CancellationToken cancellationToken)
    {
        if (_processes.Find(Name) is not { } program) return null;
        var told = await _processes.RunAsync(program, ["-V"], null, Timeout, cancellationToken).ConfigureAwait(false);
        var build = NginxBuild.Parse(told.Error + told.Output) ?? throw SslError.ServerNotUsable(Name, program, told.Error + told.Output);
        var path = Path.GetFullPath(Path.Combine(build.Prefix, configPath ?? build.ConfigPath));
        if (!File.Exists(path)) throw SslError.ConfigurationNotFound(path);
        return new NginxInstance(_processes, program, build, NginxMaster.Find(path)?.Prefix ?? build.Prefix, path);
    }
}
