using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using SslTools.Ports;
using SslTools.Services;

namespace SslTools.Engine.Platforms.Virtuozzo;

/// <summary>An account of a Virtuozzo Application Platform: its environments and their built-in SSL.</summary>
internal sealed partial class VirtuozzoPlatform : ICustomSslPlatform, ILetsEncryptPlatform
{
    private const int NotFound = 5;
    private const int HttpsPort = 443;
    private const string Control = "environment/control/rest/";

    private readonly IEngine _engine;
    private readonly PlatformContext _context;
    private readonly VirtuozzoApi _api;
    private readonly VirtuozzoLimits _limits;

    /// <summary>Makes it; nothing is sent yet.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="context">The registration.</param>
    /// <param name="api">The API.</param>
    /// <param name="limits">The limits.</param>
    public VirtuozzoPlatform(IEngine engine, PlatformContext context, VirtuozzoApi api, VirtuozzoLimits limits) =>
        (_engine, _context, _api, _limits) = (engine, context, api, limits);

    /// <inheritdoc/>
    public string Name => _context.Name;

    /// <inheritdoc/>
    public int Concurrency => _limits.Concurrency;

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) => ListAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SslEnvironment>> ListAsync(CancellationToken cancellationToken)
    {
        var answer = await _api.CallAsync(new VirtuozzoCall(Control + "getenvs", "list its environments"), cancellationToken).ConfigureAwait(false);
        return [.. VirtuozzoAnswer.Objects(answer.Json, "infos").Select(Read).OfType<SslEnvironment>().OrderBy(environment => environment.Name, System.StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public async Task<SslEnvironment?> FindAsync(string name, CancellationToken cancellationToken) =>
        await FindInfoAsync(name, cancellationToken).ConfigureAwait(false) is { } info ? Read(info) : null;

    /// <inheritdoc/>
    public Task<string> PlanBuiltInSslAsync(SslEnvironment environment, CancellationToken cancellationToken) => Task.FromResult("");

    /// <inheritdoc/>
    public async Task SetBuiltInSslAsync(SslEnvironment environment, bool on, CancellationToken cancellationToken)
    {
        await SwitchAsync(environment, on, cancellationToken).ConfigureAwait(false);
        if (!on) return;

        // An address may have come since the environment was read: what can't go together is not left standing.
        if (await LookAgainAsync(environment, cancellationToken).ConfigureAwait(false) is not { BuiltInSsl: true, PublicIPAddresses.Count: > 0 } now) return;
        SslToolsException? stays = null;
        try
        {
            await SwitchAsync(environment, false, CancellationToken.None).ConfigureAwait(false);
        }
        catch (SslToolsException e)
        {
            stays = e;
        }

        throw SslError.PublicIPAppeared(now, stays);
    }

    /// <inheritdoc/>
    public async Task<BindingEndpoint?> FindEntryPointAsync(SslEnvironment environment, string hostName, CancellationToken cancellationToken)
    {
        var record = _context.Record;
        if (record.EntryPoint.Count > 0) return new BindingEndpoint(PlatformAddress.Parse(record.EntryPoint[0], HttpsPort, "EntryPoint"), hostName, false);
        var addresses = await _engine.OpenDns(DnsServers.Parse(record.DnsServers)).ResolveAsync(hostName, cancellationToken).ConfigureAwait(false);
        return addresses.OrderBy(address => address.AddressFamily == AddressFamily.InterNetwork ? 0 : 1).FirstOrDefault() is { } first
            ? new BindingEndpoint(new System.Net.IPEndPoint(first, HttpsPort), hostName, false)
            : null;
    }

    // The switch is confirmed by now: that it can't be looked at again is no failure of it.
    private async Task<SslEnvironment?> LookAgainAsync(SslEnvironment environment, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(environment.Name, cancellationToken).ConfigureAwait(false);
        }
        catch (SslToolsException e)
        {
            _context.Reporter.Warning($"Built-in SSL of '{environment.Name}' was switched on; whether a public IP address came meanwhile could not be read: {e.Message}");
            return null;
        }
    }

    private Task SwitchAsync(SslEnvironment environment, bool on, CancellationToken cancellationToken) => _api.CallAsync(
        Change(
            Control + "editenvsettings", $"switch built-in SSL of '{environment.Name}' {(on ? "on" : "off")}", environment,
            ("envName", environment.Name), ("settings", new JObject { ["sslstate"] = on }.ToString(Newtonsoft.Json.Formatting.None))),
        cancellationToken);

    private async Task<JObject?> FindInfoAsync(string name, CancellationToken cancellationToken)
    {
        var call = new VirtuozzoCall(Control + "getenvinfo", $"read the environment '{name}'", ("envName", name)) { Environment = name };
        var answer = await _api.TryAsync(call, cancellationToken).ConfigureAwait(false);
        if (answer.Code == NotFound) return null;
        return answer.Code == 0 ? answer.Json : throw Refused(call, answer);
    }

    private async Task<JObject> ReadInfoAsync(SslEnvironment environment, CancellationToken cancellationToken) =>
        await FindInfoAsync(environment.Name, cancellationToken).ConfigureAwait(false) ?? throw SslError.EnvironmentNotFound(Name, environment.Name, null);

    private SslEnvironment? Read(JObject info) => VirtuozzoEnvironments.Read(info, Name, _context.Store.Location);

    private SslToolsException Refused(VirtuozzoCall call, VirtuozzoAnswer answer) =>
        SslError.PlatformRefused(Name, call.What, _api.Secrets.Clean(answer.Words), answer.Code, call.Environment);

    private static VirtuozzoCall Change(string method, string what, SslEnvironment environment, params (string Name, string? Value)[] fields) =>
        new(method, what, fields) { Changes = true, Environment = environment.Name };
}
