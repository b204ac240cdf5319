using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.WebServers.Running;
using SslTools.Ports;

namespace SslTools.Engine.WebServers.Caddy;

/// <summary>A Caddy with one Caddyfile.</summary>
internal sealed class CaddyInstance : IWebServerInstance
{
    /// <summary>The server's name.</summary>
    public const string ServerName = "caddy";

    private readonly IProcessRunner _processes;
    private readonly string _program;

    public CaddyInstance(IProcessRunner processes, string program, string configPath)
    {
        _processes = processes;
        _program = program;
        ConfigPath = configPath;
    }

    public string Name => ServerName;

    public string ConfigPath { get; }

    public string StartAdvice => $"Start it (systemctl start caddy, or caddy start --config {ConfigPath} --adapter caddyfile), then run the command again.";

    public IReadOnlyList<SslBinding> Read()
    {
        var configuration = CaddyConfiguration.Load(ConfigPath);
        return configuration.Sites.SelectMany(site => site.Addresses.Where(site.IsTls).Select(address => address.Port).Distinct()
            .Select(port => BindingOf(configuration, site, port))).ToList();
    }

    public IReadOnlyList<WebSite> ReadSites() => CaddyConfiguration.Load(ConfigPath).Sites.Select(site => new WebSite(
        site.Names,
        site.Addresses.SelectMany(address => (site.Binds.Count == 0 ? ["*"] : site.Binds.Select(bind => bind.ToString()))
            .Select(bind => new WebListener(bind, address.Port, site.IsTls(address), false))).Distinct().ToList(),
        site.Place,
        site.Files?.Certificate)).ToList();

    public ServerPlan PlanSet(BindingRequest request) =>
        new CaddySetPlanner(CaddyConfiguration.Load(ConfigPath), request, CaddyProcess.Find(ConfigPath) is { } process ? ProcessOwner.Foreign(process.Id) : null).Plan();

    public ServerPlan PlanRemove(BindingRequest request, IReadOnlyList<BindingRecord?> records) =>
        new CaddyRemovePlanner(CaddyConfiguration.Load(ConfigPath), request).Plan(records);

    public bool IsRunning() => CaddyProcess.Find(ConfigPath) is not null;

    public Task<string?> CheckAsync(CancellationToken cancellationToken) => RunAsync(["validate"], cancellationToken);

    // Forced: a certificate that changed under the same path is no change of the configuration to Caddy.
    public Task<string?> ReloadAsync(IReadOnlyList<FileEdit> edits, CancellationToken cancellationToken) => RunAsync(["reload", "--force"], cancellationToken);

    public Func<string> WatchLog() => () => "";

    private static SslBinding BindingOf(CaddyConfiguration configuration, CaddySite site, int port) => new()
    {
        Server = ServerName,
        HostName = site.Names.FirstOrDefault() ?? "*",
        HostNames = site.Names,
        Addresses = site.Binds.Count == 0 ? ["*"] : site.Binds.Select(bind => bind.ToString()).ToList(),
        Port = port,
        ConfigPath = configuration.Path,
        SitePath = site.Block.Source.Path,
        Line = site.Block.Line,
        CertificatePath = site.Files?.Certificate,
        PrivateKeyPath = site.Files?.Key,
        TlsPolicy = PolicyOf(site),
        Hsts = site.Directives.Any(CaddyText.IsHsts),
        RedirectHttp = site.Names.FirstOrDefault() is { } name
            && configuration.Sites.Any(other => other.TakesHttp(name) && other.Directives.Any(CaddyText.IsRedirect)),
    };

    private static SslTlsPolicy? PolicyOf(CaddySite site)
    {
        var protocols = site.Tls?.Children?.FirstOrDefault(child => child.Name == "protocols")?.Words.Select(word => word.Value).ToList();
        var text = string.Join(" ", protocols ?? []);
        if (text == CaddyText.Protocols(SslTlsPolicy.Modern)) return SslTlsPolicy.Modern;
        return text == CaddyText.Protocols(SslTlsPolicy.Intermediate) ? SslTlsPolicy.Intermediate : null;
    }

    // Its log lines come before the error, which is the last.
    private async Task<string?> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var complaint = await ServerProgram.ComplaintAsync(
            _processes, _program, [.. arguments, "--config", ConfigPath, "--adapter", "caddyfile"], cancellationToken).ConfigureAwait(false);
        var error = complaint?.IndexOf("Error: ", StringComparison.OrdinalIgnoreCase) ?? -1;
        return error > 0 ? complaint!.Substring(error) : complaint;
    }
}
