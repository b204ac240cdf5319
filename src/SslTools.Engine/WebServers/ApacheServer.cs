using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.WebServers.Apache;
using SslTools.Ports;

namespace SslTools.Engine.WebServers;

/// <summary>Apache httpd 2.4.</summary>
public sealed class ApacheServer : IWebServer
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    // What it is called on Debian, and everywhere else.
    private static readonly string[] Programs = ["apache2", "httpd"];

    private readonly IProcessRunner _processes;

    /// <summary>Makes the adapter.</summary>
    /// <param name="engine">Runs Apache.</param>
    public ApacheServer(IEngine engine) => _processes = engine.Processes;

    /// <inheritdoc/>
    public string Name => ApacheInstance.ServerName;

    /// <inheritdoc/>
    public int DefaultPort => 443;

    /// <inheritdoc/>
    public WebServerFeatures Features => WebServerFeatures.All;

    /// <inheritdoc/>
    public string InstallAdvice => RuntimeInformation.IsOSPlatform(OSPlatform.Linux)
        ? "Install it (Debian: apt-get install apache2; Red Hat: dnf install httpd mod_ssl), or add its folder to PATH."
        : "Install it (macOS: brew install httpd; Windows: apachelounge.com), or add its folder to PATH.";

    /// <inheritdoc/>
    public async Task<IWebServerInstance?> LocateAsync(string? configPath, CancellationToken cancellationToken)
    {
        foreach (var program in Programs.Select(_processes.Find).Where(program => program is not null))
        {
            if (await BuildAsync(program!, cancellationToken).ConfigureAwait(false) is not { } build) continue;
            var path = Path.GetFullPath(Path.Combine(build.Root, configPath ?? build.ConfigFile));
            if (File.Exists(path)) return new ApacheInstance(_processes, ApacheContext.Find(program!, build, path));
            if (configPath is not null) throw SslError.ConfigurationNotFound(path);
        }

        return null;
    }

    // Null for another program of that name, such as the one of BusyBox.
    private async Task<ApacheBuild?> BuildAsync(string program, CancellationToken cancellationToken)
    {
        var version = await _processes.RunAsync(program, ["-V"], null, Timeout, cancellationToken).ConfigureAwait(false);
        var modules = await _processes.RunAsync(program, ["-l"], null, Timeout, cancellationToken).ConfigureAwait(false);
        return ApacheBuild.Parse(version.Output + version.Error, modules.Output);
    }
}
