using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>Plans where the server must listen for HTTPS: at the addresses where it takes plain HTTP for the site.</summary>
internal sealed class ApacheListenPlanner
{
    private readonly ApacheConfiguration _configuration;
    private readonly int _port;
    private readonly Dictionary<string, (ApacheDirective Anchor, TextEdit Edit)> _added = new(StringComparer.Ordinal);

    /// <summary>Makes the planner.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="port">The HTTPS port.</param>
    public ApacheListenPlanner(ApacheConfiguration configuration, int port)
    {
        _configuration = configuration;
        _port = port;
    }

    /// <summary>The lines to add.</summary>
    public IEnumerable<(ApacheSource Source, TextEdit Edit)> Edits => _added.Values.Select(added => (added.Anchor.Source, added.Edit));

    /// <summary>Sees to it that the server listens for a site.</summary>
    /// <param name="addresses">The addresses of the site on plain HTTP, or of itself.</param>
    public void Plan(IReadOnlyList<ApacheAddress> addresses)
    {
        foreach (var address in addresses)
        {
            var present = _configuration.Listens.Where(listen => listen.Port == _port).ToList();
            if (present.Any(listen => listen.Serves(address.Key))) continue;
            var models = _configuration.Listens.Where(listen => address.Covers(listen.Port) && listen.Port != _port && listen.Serves(address.Key)).ToList();
            if (models.Count == 0) models = _configuration.Listens.Take(1).ToList();

            // A socket for every address can't be opened beside one for a single address.
            foreach (var model in models) Add(model, present.Count > 0 && !address.IsAny ? address.Host : model.Address.Host);
        }
    }

    private void Add(ApacheListen model, string host)
    {
        var key = new ApacheAddress(host, _port).Key;
        if (_added.ContainsKey(key) || (key != ApacheAddress.Any && _added.ContainsKey(ApacheAddress.Any))) return;
        var anchor = model.Directive.Source.IsGenerated ? _configuration.Listens.FirstOrDefault(listen => !listen.Directive.Source.IsGenerated)?.Directive : model.Directive;
        if (anchor is null) throw SslError.SettingIncluded("Listen", model.Directive.Place, ApacheInstance.ServerName);
        var line = $"Listen {(host.Length == 0 ? "" : host + ":")}{_port}{(_port == 443 ? "" : " https")}";
        _added[key] = (anchor, ApacheLines.Behind(anchor, line));
    }
}
