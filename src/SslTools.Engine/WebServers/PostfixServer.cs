using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.WebServers.Postfix;
using SslTools.Ports;

namespace SslTools.Engine.WebServers;

/// <summary>Postfix 3.4 and later; older ones for the server's own name alone.</summary>
public sealed class PostfixServer : IWebServer
{
    private const string MainFile = "main.cf";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly IEngine _engine;

    /// <summary>Makes the adapter.</summary>
    /// <param name="engine">Runs Postfix.</param>
    public PostfixServer(IEngine engine) => _engine = engine;

    /// <inheritdoc/>
    public string Name => PostfixInstance.ServerName;

    /// <inheritdoc/>
    public int DefaultPort => 25;

    /// <inheritdoc/>
    public WebServerFeatures Features => WebServerFeatures.TlsPolicy;

    /// <inheritdoc/>
    public string InstallAdvice => "Install it (Debian: apt-get install postfix; Red Hat: dnf install postfix), or add its folder to PATH.";

    /// <inheritdoc/>
    public async Task<IWebServerInstance?> LocateAsync(string? configPath, CancellationToken cancellationToken)
    {
        if (_engine.Processes.Find(Name) is not { } program || _engine.Processes.Find("postconf") is not { } postconf) return null;

        // In a folder of its own where the main file is broken: what is asked for is what the program has by itself.
        var told = await _engine.Processes.RunAsync(postconf, ["-d"], null, Timeout, cancellationToken).ConfigureAwait(false);
        var build = PostfixBuild.Parse(told.Output) ?? throw SslError.ServerNotUsable(Name, postconf, told.Error + told.Output);
        var path = Path.GetFullPath(configPath ?? Path.Combine(build["config_directory"], MainFile));
        if (Directory.Exists(path)) path = Path.Combine(path, MainFile);
        if (!File.Exists(path)) throw SslError.ConfigurationNotFound(path);
        return new PostfixInstance(_engine, program, build, path);
    }
}
