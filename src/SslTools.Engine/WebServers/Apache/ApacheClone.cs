using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>
/// The HTTPS twin of a site on plain HTTP: a second virtual host right after it that says the same, but for the port, what makes it TLS,
/// and what may be said only once. Of the main server, whose settings every virtual host inherits, it is one that says its names.
/// </summary>
internal sealed class ApacheClone
{
    // The daemons of the twin serve this one too: they are told by the name of the site.
    private static readonly string[] Once = ["WSGIDaemonProcess", "FastCgiServer", "FastCgiExternalServer"];

    private readonly ApacheSite _origin;

    /// <summary>Makes the twin.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="origin">The site on plain HTTP.</param>
    /// <param name="port">The HTTPS port.</param>
    public ApacheClone(ApacheConfiguration configuration, ApacheSite origin, int port)
    {
        _origin = origin;
        Site = origin.IsMain ? OfMain(configuration, origin, port) : origin;
        Editor = new ApacheBlockEditor(Site);
        if (origin.IsMain) return;
        Editor.ReplaceArguments(origin.Block, string.Join(" ", Addresses(origin, port)));
        var left = origin.Settings.Where(setting => Once.Any(setting.Is)).Concat(ApacheRedirect.Circular(origin));
        foreach (var setting in left.Distinct().Where(origin.IsOwn)) Editor.Delete(setting.Directive);
    }

    /// <summary>What its settings are at first.</summary>
    public ApacheSite Site { get; }

    /// <summary>Takes what makes it TLS.</summary>
    public ApacheBlockEditor Editor { get; }

    /// <summary>The file it goes into.</summary>
    public ApacheSource Source => _origin.Block.Source;

    /// <summary>The insertion.</summary>
    /// <returns>The edit.</returns>
    public TextEdit Finish()
    {
        if (!_origin.IsMain) return ApacheLines.Section(_origin.Block, Editor.Apply());
        return ApacheLines.AtEnd(Source, Editor.Apply().Replace("\n", ApacheLines.NewLine(Source.Text, Source.Text.Length)));
    }

    // Where the words are few they keep their spelling, variables included.
    private static IEnumerable<string> Addresses(ApacheSite origin, int port)
    {
        var written = ApacheLexer.Words(origin.Block.Arguments);
        var words = origin.Addresses.Select((address, i) =>
        {
            var text = written.Count == origin.Addresses.Count && !written[i].EndsWith("}", StringComparison.Ordinal) ? ApacheAddress.Parse(written[i], 0).Host : "";
            return (text.Length > 0 ? text : address.Host) + ":" + port;
        });
        return words.Distinct();
    }

    private static ApacheSite OfMain(ApacheConfiguration configuration, ApacheSite main, int port)
    {
        var name = ByteText.Encode(main.Names[0]);
        var source = ApacheParser.ParseGenerated(main.Block.Source.Path, $"<VirtualHost *:{port}>\n    ServerName {name}\n</VirtualHost>", 1);
        var block = source.Directives[0];
        return new ApacheSite(configuration, new ApacheSetting(block, [$"*:{port}"]) { Inner = [new ApacheSetting(block.Children![0], [name])] });
    }
}
