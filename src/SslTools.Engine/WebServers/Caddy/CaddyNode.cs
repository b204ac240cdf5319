using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Caddy;

/// <summary>A file of a configuration.</summary>
/// <param name="Path">The file itself; symbolic links are resolved.</param>
/// <param name="Text">Its text, one character a byte.</param>
internal sealed record CaddySource(string Path, string Text);

/// <summary>A directive, or a block of a site, of a snippet or of the global options.</summary>
/// <param name="Source">The file.</param>
/// <param name="Words">Its words, without the brace that opens its block.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends, with its block.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Children">What stands in its block; null where it has none.</param>
/// <param name="BodyStart">The position after the opening brace.</param>
/// <param name="BodyEnd">The position of the closing brace.</param>
internal sealed record CaddyNode(
    CaddySource Source, IReadOnlyList<CaddyToken> Words, int Start, int End, int Line, IReadOnlyList<CaddyNode>? Children, int BodyStart, int BodyEnd)
{
    /// <summary>The first word; empty for the global options.</summary>
    public string Name => Words.Count == 0 ? "" : Words[0].Value;

    /// <summary>The words after the first.</summary>
    public IEnumerable<string> Arguments => Words.Skip(1).Select(word => word.Value);

    /// <summary>File and line.</summary>
    public string Place => $"{Source.Path}:{Line}";
}
