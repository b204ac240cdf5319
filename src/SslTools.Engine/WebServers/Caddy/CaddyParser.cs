using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Caddy;

/// <summary>Reads a Caddyfile: lines of words, of which the last may open a block.</summary>
internal sealed class CaddyParser
{
    private const int MaxDepth = 64;

    private readonly CaddySource _source;
    private readonly IReadOnlyList<CaddyToken> _tokens;
    private int _next;

    private CaddyParser(CaddySource source)
    {
        _source = source;
        _tokens = CaddyLexer.Read(source.Path, source.Text);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, for errors.</param>
    /// <param name="content">Its content.</param>
    /// <returns>What stands at its top.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken, with the line.</exception>
    public static IReadOnlyList<CaddyNode> Parse(string path, byte[] content)
    {
        var parser = new CaddyParser(new CaddySource(path, ByteText.FromBytes(content)));
        var nodes = parser.Nodes(0);
        return parser._next == parser._tokens.Count ? nodes
            : throw SslError.ConfigurationBroken(path, parser._tokens[parser._next].Line, "a '}' closes nothing");
    }

    private List<CaddyNode> Nodes(int depth)
    {
        if (depth > MaxDepth) throw SslError.ConfigurationBroken(_source.Path, _tokens[_next].Line, $"blocks are nested more than {MaxDepth} deep");
        var nodes = new List<CaddyNode>();
        while (_next < _tokens.Count && !_tokens[_next].Closes) nodes.Add(Node(depth));
        return nodes;
    }

    private CaddyNode Node(int depth)
    {
        var words = new List<CaddyToken>();
        var first = _tokens[_next];
        while (_next < _tokens.Count && !_tokens[_next].Closes)
        {
            var token = _tokens[_next++];
            if (token is { Opens: true, EndsLine: true }) return Block(first, words, token, depth);
            words.Add(token);

            // Addresses go on after a comma at the end of a line.
            if (token.EndsLine && !(depth == 0 && token.IsPlain && token.Value.EndsWith(",", System.StringComparison.Ordinal))) break;
        }

        return new CaddyNode(_source, words, first.Start, words[words.Count - 1].End, first.Line, null, 0, 0);
    }

    private CaddyNode Block(CaddyToken first, List<CaddyToken> words, CaddyToken open, int depth)
    {
        var children = Nodes(depth + 1);
        if (_next >= _tokens.Count) throw SslError.ConfigurationBroken(_source.Path, open.Line, "a '{' is not closed");
        var close = _tokens[_next++];
        return new CaddyNode(_source, words.ToList(), first.Start, close.End, first.Line, children, open.End, close.Start);
    }
}
