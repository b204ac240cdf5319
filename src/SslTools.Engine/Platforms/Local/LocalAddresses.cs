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
/// The addresses that lead past a local platform's entry point: a site listens on one of its own, or the DNS sends its
/// clients elsewhere. The entry point is what was registered, else what the DNS says of the platform's domain; where
/// neither is known, only what a site listens on counts.
/// </summary>
internal sealed class LocalAddresses
{
    private readonly PlatformContext _context;
    private readonly IDnsQuery _dns;
    private readonly object _gate = new();
    private Task<IReadOnlyList<IPAddress>>? _entry;
    private bool _silent;

    public LocalAddresses(IEngine engine, PlatformContext context)
    {
        _context = context;
        _dns = engine.OpenDns(DnsServers.Parse(context.Record.DnsServers));
    }

    /// <summary>The addresses that a site listens on and that are not the entry point's.</summary>
    /// <param name="site">The site.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The addresses.</returns>
    public async Task<IReadOnlyList<string>> ListensAsync(WebSite site, CancellationToken cancellationToken)
    {
        var addresses = site.Listeners.Where(listener => PublicAddress.IsPublic(listener.Address)).Select(listener => IPAddress.Parse(listener.Address)).Distinct().ToList();
        if (addresses.Count == 0) return [];
        var entry = await EntryAsync(cancellationToken).ConfigureAwait(false);
        return addresses.Where(address => !entry.Contains(address)).Select(address => address.ToString()).ToList();
    }

    /// <summary>The addresses that the DNS gives for a domain and that are not the entry point's.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The addresses; none where the DNS does not answer.</returns>
    public async Task<IReadOnlyList<string>> OutsideAsync(string domain, CancellationToken cancellationToken)
    {
        var entry = await EntryAsync(cancellationToken).ConfigureAwait(false);
        if (entry.Count == 0) return [];
        return (await ResolveAsync(domain, cancellationToken).ConfigureAwait(false)).Where(address => !entry.Contains(address)).Select(address => address.ToString()).ToList();
    }

    private Task<IReadOnlyList<IPAddress>> EntryAsync(CancellationToken cancellationToken)
    {
        lock (_gate) return _entry ??= FindEntryAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<IPAddress>> FindEntryAsync(CancellationToken cancellationToken)
    {
        var given = _context.Record.EntryPoint;
        if (given.Count > 0) return given.Select(text => PlatformAddress.Parse(text, 443, "EntryPoint").Address).ToList();
        return await ResolveAsync(_context.Record.Domain!, cancellationToken).ConfigureAwait(false);
    }

    // One time limit is enough: hundreds of sites shall not wait for a DNS that does not answer.
    private async Task<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        if (_silent) return [];
        try
        {
            return await _dns.ResolveAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (SslToolsException e)
        {
            _silent = true;
            _context.Reporter.Verbose($"Whether the DNS leads past the entry point of '{_context.Name}' can't be known: {e.Message}");
            return [];
        }
    }
}
