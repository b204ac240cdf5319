using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services;

namespace SslTools.Engine.Platforms.Local;

/// <summary>
/// The sites of a web server whose name is one label under a domain. Built-in SSL is the binding of the wildcard
/// certificate: what binds, proves and puts back is <see cref="BindingService"/>.
/// </summary>
internal sealed partial class LocalPlatform
{
    private readonly IEngine _engine;
    private readonly PlatformContext _context;
    private readonly BindingService _bindings;
    private readonly LocalSites _sites;

    public LocalPlatform(IEngine engine, PlatformContext context)
    {
        _engine = engine;
        _context = context;
        _bindings = new BindingService(engine, context.Store, context.Reporter);
        _sites = new LocalSites(engine, context);
    }

    public string Name => _context.Name;

    // One configuration and one server to reload: a second change would wait for the first.
    public int Concurrency => 1;

    private PlatformRecord Record => _context.Record;

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await PlatformWildcard.FindAsync(_context, _engine, "any." + Record.Domain, cancellationToken).ConfigureAwait(false);
        await _sites.ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<SslEnvironment>> ListAsync(CancellationToken cancellationToken)
    {
        var sites = await _sites.ReadAsync(cancellationToken).ConfigureAwait(false);
        var environments = new List<SslEnvironment>();
        foreach (var group in sites.OrderBy(group => group.Key, StringComparer.Ordinal))
            environments.Add(await _sites.DescribeAsync(group.Key, group.ToList(), cancellationToken).ConfigureAwait(false));
        return environments;
    }

    public async Task<SslEnvironment?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var sites = await _sites.ReadAsync(cancellationToken).ConfigureAwait(false);
        var group = sites.FirstOrDefault(site => site.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        return group is null ? null : await _sites.DescribeAsync(group.Key, group.ToList(), cancellationToken).ConfigureAwait(false);
    }

    public async Task<string> PlanBuiltInSslAsync(SslEnvironment environment, CancellationToken cancellationToken) =>
        (await PlanSetAsync(environment, cancellationToken).ConfigureAwait(false)).Description;

    public async Task SetBuiltInSslAsync(SslEnvironment environment, bool on, CancellationToken cancellationToken)
    {
        var plan = on ? await PlanSetAsync(environment, cancellationToken).ConfigureAwait(false)
            : await _bindings.PlanRemoveAsync(OptionsFor(environment), cancellationToken).ConfigureAwait(false);
        await _bindings.ApplyAsync(plan, cancellationToken).ConfigureAwait(false);
    }

    public async Task<BindingEndpoint?> FindEntryPointAsync(SslEnvironment environment, string hostName, CancellationToken cancellationToken)
    {
        var sites = await _sites.ReadAsync(cancellationToken).ConfigureAwait(false);
        var listener = sites.Where(group => group.Key == environment.Name).SelectMany(group => group).SelectMany(site => site.Listeners)
            .FirstOrDefault(other => other.IsTls && other.Port == Record.Port);
        if (Record.EntryPoint.Count > 0)
            return new BindingEndpoint(PlatformAddress.Parse(Record.EntryPoint[0], Record.Port, "EntryPoint"), hostName, false);
        if (listener is null) return new BindingEndpoint(new IPEndPoint(IPAddress.Loopback, Record.Port), hostName, false);
        return new BindingEndpoint(new IPEndPoint(LocalAddress.Reachable(listener.Address), listener.Port), hostName, listener.ProxyProtocol);
    }

    private async Task<BindingPlan> PlanSetAsync(SslEnvironment environment, CancellationToken cancellationToken)
    {
        var certificate = await PlatformWildcard.FindAsync(_context, _engine, environment.Domain, cancellationToken).ConfigureAwait(false);
        return await _bindings.PlanSetAsync(OptionsFor(environment), certificate, cancellationToken).ConfigureAwait(false);
    }

    private BindingOptions OptionsFor(SslEnvironment environment) => new()
    {
        Server = Record.Server!,
        ConfigPath = Record.ConfigPath,
        HostNames = [environment.Domain],
        Port = Record.Port,
    };
}
