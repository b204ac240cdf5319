using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SslTools.Engine.Infrastructure;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>A whole configuration: the files and folders that HAProxy is started with, in their order.</summary>
internal sealed class HaproxyConfiguration
{
    private const int MaxFiles = 10_000;

    private readonly List<HaproxySection> _sections = [];
    private readonly HaproxyContext _context;

    /// <summary>Loads a configuration.</summary>
    /// <param name="context">What it is read with.</param>
    /// <param name="workspace">The files as a plan makes them.</param>
    /// <exception cref="SslToolsException">ConfigurationNotFound, ConfigurationNotReadable, ConfigurationBroken.</exception>
    public HaproxyConfiguration(HaproxyContext context, TextWorkspace workspace)
    {
        _context = context;
        Workspace = workspace;
        var variables = new HaproxyVariables(context.Environment);
        var files = context.Arguments.SelectMany(Expand).ToList();
        if (files.Count > MaxFiles) throw SslError.ConfigurationBroken(context.ConfigPath, 0, $"there are more than {MaxFiles} files");
        foreach (var file in files)
        {
            var text = workspace.Read(file) ?? throw SslError.ConfigurationNotFound(file);
            Add(HaproxyParser.Parse(file, ByteText.ToBytes(text), variables));
        }

        Frontends = _sections.Where(section => section.IsFrontend && section.Name.Length > 0).ToList();
        Certificates = new HaproxyCertificates(this, context);
    }

    /// <summary>The files as a plan makes them.</summary>
    public TextWorkspace Workspace { get; }

    /// <summary>The main file or folder.</summary>
    public string Path => _context.ConfigPath;

    /// <summary>The sections that listen, in their order.</summary>
    public IReadOnlyList<HaproxySection> Frontends { get; }

    /// <summary>The certificates of bind lines.</summary>
    public HaproxyCertificates Certificates { get; }

    /// <summary>The lines of the global sections.</summary>
    /// <param name="keyword">The keyword.</param>
    /// <returns>The lines.</returns>
    public IEnumerable<HaproxyLine> Global(string keyword) => _sections.Where(section => section.Kind == "global").SelectMany(section => section.All(keyword));

    /// <summary>The full path of a file that the configuration names.</summary>
    /// <param name="path">As written.</param>
    /// <param name="source">The file that names it.</param>
    /// <returns>The path.</returns>
    public string FullPath(string path, string source)
    {
        var origin = Global("default-path").LastOrDefault();
        var folder = System.IO.Path.GetDirectoryName(source)!;
        return System.IO.Path.GetFullPath(System.IO.Path.Combine(origin?[1] switch
        {
            "config" => folder,
            "parent" => System.IO.Path.Combine(folder, ".."),
            "origin" => origin[2],
            _ => _context.Folder,
        }, path));
    }

    // Of a folder all files '*.cfg' that are not hidden, in the order of their bytes.
    private static IEnumerable<string> Expand(string path)
    {
        if (!Directory.Exists(path)) return [File.Exists(path) ? ServerFiles.Resolve(path) : throw SslError.ConfigurationNotFound(path)];
        return Directory.EnumerateFiles(path, "*.cfg").Where(file => System.IO.Path.GetFileName(file)[0] != '.')
            .OrderBy(file => file, StringComparer.Ordinal).Select(ServerFiles.Resolve);
    }

    private void Add(HaproxySource source)
    {
        HaproxySection? section = null;
        foreach (var line in source.Lines)
        {
            if (HaproxySection.Begins(line.Keyword)) _sections.Add(section = new HaproxySection(line, DefaultsOf(line)));
            else if (section is null) throw SslError.ConfigurationBroken(source.Path, line.Number, $"unknown keyword '{line.Keyword}' out of section");
            else section.Add(line);
        }
    }

    // "frontend web from basic" names the defaults; otherwise the last ones before it count.
    private HaproxySection? DefaultsOf(HaproxyLine header)
    {
        var defaults = _sections.Where(section => section.Kind == "defaults");
        var from = header.Words.Skip(1).SkipWhile(word => word.Value != "from").Skip(1).FirstOrDefault().Value;
        if (from is not null) return defaults.LastOrDefault(section => section.Name == from);
        return header.Keyword == "defaults" ? null : defaults.LastOrDefault();
    }
}
