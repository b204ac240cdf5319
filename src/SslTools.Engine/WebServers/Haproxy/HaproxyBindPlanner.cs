using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>Plans what has a section speak TLS on a port, with the crt-list of SslTools.</summary>
internal sealed class HaproxyBindPlanner
{
    // What belongs to the socket, and so to another one at the same address too.
    private static readonly string[] Carried = ["accept-proxy", "interface", "namespace", "transparent", "v4v6", "v6only"];

    private readonly HaproxyConfiguration _configuration;
    private readonly HaproxySection _section;
    private readonly HaproxyEditor _editor;
    private readonly HaproxyOrder _order;
    private readonly HashSet<string> _aliases = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes the planner.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="section">The section.</param>
    /// <param name="editor">Its editor.</param>
    /// <param name="order">What is asked for.</param>
    public HaproxyBindPlanner(HaproxyConfiguration configuration, HaproxySection section, HaproxyEditor editor, HaproxyOrder order)
    {
        _configuration = configuration;
        _section = section;
        _editor = editor;
        _order = order;
    }

    /// <summary>The certificate that clients got without a known name, where another would come before it now; or null.</summary>
    public HaproxyCertificate? Default { get; private set; }

    /// <summary>Further names of certificates that the new one takes the place of.</summary>
    public IReadOnlyCollection<string> Aliases => _aliases;

    /// <summary>Plans the edits.</summary>
    /// <exception cref="SslToolsException">PortNotHttps, LineConditional.</exception>
    public void Plan()
    {
        var tls = _section.TlsBinds(_order.Port);
        foreach (var bind in tls) Refer(bind);
        if (tls.Count > 0) return;
        var onPort = _section.Binds.Where(bind => bind.Covers(_order.Port)).ToList();
        foreach (var bind in onPort) Upgrade(bind);
        if (onPort.Count == 0) Add();
    }

    private string Reference => "crt-list " + _order.ListPath;

    // The line has certificates already: the list goes behind them, or before one that would answer to the name.
    private void Refer(HaproxyBind bind)
    {
        var certificates = _configuration.Certificates.Of(bind);
        var own = bind.Certificates.FirstOrDefault(parameter => parameter.Name == "crt-list" && _configuration.Certificates.ListPath(bind, parameter) == _order.ListPath);
        var replaced = bind.Certificates.Where(parameter => parameter != own && IsReplaced(certificates.Where(c => c.Parameter == parameter).ToList())).ToList();
        var others = certificates.Where(certificate => certificate.Parameter != own && !replaced.Contains(certificate.Parameter)).ToList();
        var before = others.Where(certificate => own is null || certificate.Parameter.Start < own.Start).ToList();
        var toFront = before.Count > 0 && (_order.IsAddress || before.Any(certificate => certificate.HasName(_order.HostName)));
        foreach (var name in certificates.Where(c => replaced.Contains(c.Parameter)).SelectMany(c => c.Names)) _aliases.Add(name.ToLowerInvariant());
        if (toFront && !_order.IsAddress && before[0] == certificates[0]) Default ??= before[0];

        if (own is not null && toFront) _editor.Delete(bind.Line, own);
        if (toFront) Insert(bind, others.Select(c => c.Parameter).OrderBy(p => p.Start).First().Start, Reference + " ");
        else if (own is null && replaced.Count > 0) _editor.Replace(bind.Line, replaced[0].Start, replaced[0].End, Reference);
        else if (own is null) Insert(bind, (bind.Certificates.LastOrDefault() ?? bind.Parameters.Last(p => p.Name == "ssl")).End, " " + Reference);
        foreach (var parameter in replaced.Skip(own is null && !toFront ? 1 : 0)) _editor.Delete(bind.Line, parameter);
    }

    // Its certificate has no name that the new one lacks.
    private bool IsReplaced(IReadOnlyList<HaproxyCertificate> certificates) =>
        certificates.Any(certificate => certificate.Covers(_order.HostName)) && certificates.All(certificate =>
            certificate.IsSingle && certificate.Names.All(name => _order.CertificateNames.Any(pattern => DnsName.Covers(pattern, name))));

    private void Insert(HaproxyBind bind, int position, string text) => _editor.Replace(bind.Line, position, position, text);

    // Plain HTTP on that very port becomes HTTPS; other ports of the same line stay.
    private void Upgrade(HaproxyBind bind)
    {
        if (!_section.IsHttp) throw SslError.PortNotHttps(_order.Port, bind.Line.Place, "TCP that is passed on");
        var text = bind.Line.Source.Text;
        var (address, last) = (bind.Line.Words[1], bind.Line.Words[bind.Line.Words.Count - 1]);
        var ours = bind.Addresses.Where(a => a.Covers(_order.Port)).ToList();
        if (ours.Any(a => !a.With(_order.Port).Equals(a.Text, StringComparison.Ordinal))) throw SslError.PortNotHttps(_order.Port, bind.Line.Place, "a range of ports");
        if (ours.Count == bind.Addresses.Count)
        {
            Insert(bind, last.End, $" ssl {Reference}");
            return;
        }

        _editor.Replace(bind.Line, address.Start, address.End, string.Join(",", bind.Addresses.Except(ours).Select(a => a.Text)));
        _editor.InsertAfter(bind.Line, $"bind {string.Join(",", ours.Select(a => a.Text))}{text.Substring(address.End, last.End - address.End)} ssl {Reference}");
    }

    private void Add()
    {
        var all = _section.Binds.SelectMany(bind => bind.Addresses.Where(address => address.Port > 0 && !address.IsQuic), (bind, address) => (Bind: bind, Address: address)).ToList();
        var plain = all.Where(pair => !pair.Bind.IsTls).ToList();
        var models = (plain.Count > 0 ? plain : all).GroupBy(pair => pair.Address.Key).Select(group => group.First()).ToList();
        if (models.Count == 0) AddLine(new HaproxyAddress(":0"), "");
        foreach (var (bind, address) in models)
        {
            AddLine(address, string.Concat(bind.Parameters.Where(parameter => Array.IndexOf(Carried, parameter.Name) >= 0)
                .Select(parameter => " " + $"{parameter.Name} {parameter.Value}".TrimEnd())));
        }
    }

    private void AddLine(HaproxyAddress model, string parameters)
    {
        foreach (var other in _configuration.Frontends.Where(other => other != _section))
        {
            if (other.Binds.FirstOrDefault(bind => !bind.IsTls && bind.Addresses.Any(address => address.Covers(_order.Port) && address.Key == model.Key)) is { } taken)
                throw SslError.PortNotHttps(_order.Port, taken.Line.Place, other.IsHttp ? "plain HTTP" : "TCP that is passed on");
        }

        _editor.InsertAfter(_editor.AfterBinds(), $"bind {model.With(_order.Port)}{parameters} ssl {Reference}");
    }
}
