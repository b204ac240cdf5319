using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>A section: its first line and what follows until the next one, or until the file ends.</summary>
internal sealed class HaproxySection
{
    private static readonly string[] Kinds =
    [
        "global", "defaults", "frontend", "backend", "listen", "peers", "userlist", "mailers", "resolvers", "program", "http-errors", "ring", "cache",
        "fcgi-app", "log-forward", "log-profile", "crt-store", "acme", "traces",
    ];

    private readonly List<HaproxyLine> _lines = [];
    private readonly HaproxySection? _defaults;
    private IReadOnlyList<HaproxyBind>? _binds;

    /// <summary>Begins a section.</summary>
    /// <param name="header">Its first line.</param>
    /// <param name="defaults">The defaults it takes over.</param>
    public HaproxySection(HaproxyLine header, HaproxySection? defaults)
    {
        Header = header;
        _defaults = defaults;
    }

    /// <summary>The first line.</summary>
    public HaproxyLine Header { get; }

    /// <summary>The lines after the first.</summary>
    public IReadOnlyList<HaproxyLine> Lines => _lines;

    /// <summary>Its kind: frontend, listen, ...</summary>
    public string Kind => Header.Keyword;

    /// <summary>Its name.</summary>
    public string Name => Header[1];

    /// <summary>Kind and name, as they stand there.</summary>
    public string Title => $"{Kind} {Name}".TrimEnd();

    /// <summary>File and line.</summary>
    public string Place => Header.Place;

    /// <summary>The file.</summary>
    public HaproxySource Source => Header.Source;

    /// <summary>Whether it listens.</summary>
    public bool IsFrontend => Kind is "frontend" or "listen";

    /// <summary>Whether it speaks HTTP; HAProxy passes on TCP unless told otherwise.</summary>
    public bool IsHttp => (Last("mode") ?? _defaults?.Inherited("mode"))?[1] == "http";

    /// <summary>What it listens on.</summary>
    public IReadOnlyList<HaproxyBind> Binds => _binds ??= All("bind").Where(line => line.Words.Count > 1).Select(line => new HaproxyBind(line)).ToList();

    /// <summary>Whether clients send a PROXY protocol header before anything else, by a rule.</summary>
    public bool ExpectsProxy => All("tcp-request").Any(line => line[1] == "connection" && line[2] == "expect-proxy" && line.Words.Count < 5);

    /// <summary>Whether a word begins a section.</summary>
    /// <param name="word">The first word of a line.</param>
    /// <returns>True when it does.</returns>
    public static bool Begins(string word) => Array.IndexOf(Kinds, word) >= 0;

    /// <summary>Adds a line.</summary>
    /// <param name="line">The line.</param>
    public void Add(HaproxyLine line) => _lines.Add(line);

    /// <summary>The lines of a keyword.</summary>
    /// <param name="keyword">The keyword.</param>
    /// <returns>The lines.</returns>
    public IEnumerable<HaproxyLine> All(string keyword) => _lines.Where(line => line.Keyword == keyword);

    /// <summary>The last line of a keyword.</summary>
    /// <param name="keyword">The keyword.</param>
    /// <returns>The line, or null.</returns>
    public HaproxyLine? Last(string keyword) => All(keyword).LastOrDefault();

    /// <summary>What it listens on with TLS for a port.</summary>
    /// <param name="port">The port.</param>
    /// <returns>The lines.</returns>
    public IReadOnlyList<HaproxyBind> TlsBinds(int port) => Binds.Where(bind => bind.IsTls && bind.Covers(port)).ToList();

    private HaproxyLine? Inherited(string keyword) => Last(keyword) ?? _defaults?.Inherited(keyword);
}
