using System;
using System.Collections.Generic;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>Turns a file into directives and blocks. What a directive means is not looked at.</summary>
internal static class NginxParser
{
    private const int MaxDepth = 64;

    /// <summary>Parses a file.</summary>
    /// <param name="path">The file itself.</param>
    /// <param name="content">Its content.</param>
    /// <returns>The file with its directives.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken, naming file and line.</exception>
    public static NginxSource Parse(string path, byte[] content)
    {
        var source = new NginxSource(path, ByteText.FromBytes(content));
        source.Directives = ReadBlock(new NginxLexer(source), source, null, 0);
        return source;
    }

    private static List<NginxDirective> ReadBlock(NginxLexer lexer, NginxSource source, NginxDirective? block, int depth)
    {
        if (depth > MaxDepth) throw lexer.Broken($"blocks are nested more than {MaxDepth} deep");
        var children = new List<NginxDirective>();
        var words = new List<NginxToken>();
        while (true)
        {
            var end = lexer.ReadStatement(words);
            if (end == NginxStatementEnd.BlockEnd) return block is null ? throw lexer.Broken("unexpected \"}\"") : children;
            if (end == NginxStatementEnd.EndOfFile)
            {
                return block is null ? children
                    : throw lexer.Broken($"unexpected end of file, expecting \"}}\" for the block \"{block.Name}\" of line {block.Line}");
            }

            var directive = new NginxDirective(source, words.ToArray(), lexer.StatementLine);
            if (end == NginxStatementEnd.BlockStart) ReadBody(lexer, source, directive, depth);
            directive.End = lexer.Position;
            children.Add(directive);
        }
    }

    private static void ReadBody(NginxLexer lexer, NginxSource source, NginxDirective directive, int depth)
    {
        directive.BodyStart = lexer.Position;
        if (directive.Name.EndsWith("_by_lua_block", StringComparison.Ordinal))
        {
            var end = LuaBlock.FindEnd(source.Text, lexer.Position);
            if (end < 0) throw lexer.Broken($"unexpected end of file, expecting \"}}\" for the block \"{directive.Name}\"");
            lexer.MoveTo(end + 1);
            directive.Children = [];
            return;
        }

        directive.Children = ReadBlock(lexer, source, directive, depth + 1);
    }
}
