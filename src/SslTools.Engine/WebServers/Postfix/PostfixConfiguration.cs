using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.Infrastructure;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Postfix;

/// <summary>A whole configuration: main.cf, master.cf beside it, and what the installed program has by itself.</summary>
internal sealed class PostfixConfiguration
{
    private readonly PostfixBuild _build;

    private PostfixConfiguration(string path, PostfixBuild build, TextWorkspace work)
    {
        _build = build;
        Path = path;
        Work = work;
        Folder = System.IO.Path.GetDirectoryName(path)!;
        var main = ServerFiles.Resolve(path);
        Main = PostfixMain.Read(main, work.Read(main) ?? throw SslError.ConfigurationNotFound(path));
        MasterPath = ServerFiles.Resolve(System.IO.Path.Combine(Folder, "master.cf"));
        var services = PostfixMaster.Read(MasterPath, work.Read(MasterPath) ?? throw SslError.ConfigurationNotFound(MasterPath));
        Services = services.Where(PostfixService.SpeaksSmtp).Select(entry => new PostfixService(this, entry)).Where(service => service.Port > 0).ToList();
        OwnName = Value("myhostname").Trim().ToLowerInvariant();
    }

    /// <summary>The file main.cf, as the user named it.</summary>
    public string Path { get; }

    /// <summary>The folder of the configuration.</summary>
    public string Folder { get; }

    /// <summary>The files, as planned so far.</summary>
    public TextWorkspace Work { get; }

    /// <summary>The file main.cf.</summary>
    public PostfixMain Main { get; }

    /// <summary>The file master.cf itself.</summary>
    public string MasterPath { get; }

    /// <summary>The services that take mail over TCP, in the order of master.cf.</summary>
    public IReadOnlyList<PostfixService> Services { get; }

    /// <summary>The server's own name.</summary>
    public string OwnName { get; }

    /// <summary>The program's version.</summary>
    public Version Version => _build.Version;

    /// <summary>Loads a configuration.</summary>
    /// <param name="path">The file main.cf, a full path.</param>
    /// <param name="build">The program.</param>
    /// <param name="work">The files, as planned so far.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="SslToolsException">ConfigurationNotFound, ConfigurationNotReadable, ConfigurationBroken.</exception>
    public static PostfixConfiguration Load(string path, PostfixBuild build, TextWorkspace? work = null) => new(path, build, work ?? new TextWorkspace());

    /// <summary>What a parameter says.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="service">The service whose own parameters count first; null for none.</param>
    /// <returns>Its value, expanded; one character a byte.</returns>
    public string Value(string name, PostfixEntry? service = null) => PostfixExpansion.Expand(Raw(name, service), other => Raw(other, service));

    /// <summary>The services on a port.</summary>
    /// <param name="port">The port.</param>
    /// <returns>At least one.</returns>
    /// <exception cref="SslToolsException">ServiceNotFound.</exception>
    public IReadOnlyList<PostfixService> ServicesAt(int port)
    {
        var services = Services.Where(service => service.Port == port).ToList();
        return services.Count > 0 ? services
            : throw SslError.ServiceNotFound("Postfix", port, Services.Select(service => service.Port).Distinct().OrderBy(p => p).ToList(), MasterPath);
    }

    private string Raw(string name, PostfixEntry? service) =>
        service?.Overrides.LastOrDefault(setting => setting.Name == name)?.Value ?? Main.Find(name)?.Value
        ?? name switch { "config_directory" => ByteText.Encode(Folder), _ => _build[name] };
}
