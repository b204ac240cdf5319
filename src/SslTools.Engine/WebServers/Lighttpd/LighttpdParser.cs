using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>Turns a file into statements and blocks (src/configparser.y). What they mean is not looked at.</summary>
internal sealed class LighttpdParser
{
    private const int MaxDepth = 64;
    private static readonly string[] ElseWords = ["else", "elif", "elsif", "elseif"];

    private readonly LighttpdSource _source;
    private readonly IReadOnlyList<LighttpdToken> _tokens;
    private int _next;

    private LighttpdParser(LighttpdSource source)
    {
        _source = source;
        _tokens = LighttpdLexer.Read(source);
    }

    private LighttpdToken Next => _tokens[_next];

    /// <summary>Parses a file.</summary>
    /// <param name="path">The file itself.</param>
    /// <param name="content">Its content.</param>
    /// <returns>The file with its statements.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken, naming file and line.</exception>
    public static LighttpdSource Parse(string path, byte[] content)
    {
        var source = new LighttpdSource(path, ByteText.FromBytes(content));
        source.Statements = new LighttpdParser(source).ReadBlock(null, 0);
        return source;
    }

    private List<LighttpdStatement> ReadBlock(LighttpdToken? opening, int depth)
    {
        if (depth > MaxDepth) throw Broken($"blocks are nested more than {MaxDepth} deep");
        var statements = new List<LighttpdStatement>();
        while (true)
        {
            while (Next.Kind == LighttpdKind.EndOfLine) _next++;
            if (Next.Kind == LighttpdKind.EndOfFile)
                return opening is null ? statements : throw Broken($"unexpected end of file, expecting \"}}\" for the block of line {opening.Value.Line}");
            if (Next.Is("}"))
            {
                if (opening is null) throw Broken("unexpected \"}\"");
                return statements;
            }

            statements.Add(ReadStatement(statements.LastOrDefault(), depth));
        }
    }

    private LighttpdStatement ReadStatement(LighttpdStatement? before, int depth)
    {
        var start = Next.Start;
        LighttpdStatement? previous = null;
        if (Next.IsKey(ElseWords))
        {
            previous = before is { Children: not null } && (before.IsCondition || before.Previous is not null) && before.Name != "else" ? before : throw Broken("\"else\" without a condition before");
            var word = Take();
            if (!Next.Is("$") && !Next.IsKey("if")) return Block(start, [word with { Value = "else" }], [], previous, depth);
        }

        if (Next.IsKey("if") && _tokens[_next + 1].Is("$")) _next++;
        if (Next.Is("$")) return ReadCondition(start, previous, depth);
        if (Next.Kind != LighttpdKind.Key) throw Broken($"unexpected \"{Next.Value}\"");
        var name = Take();
        if (name.IsKey("global")) return Block(start, [name], [], null, depth);
        List<LighttpdToken> head = [name];
        if (!name.IsKey("include", "include_shell"))
        {
            if (!(Next.Is("=") || Next.Is("+=") || Next.Is(":="))) throw Broken($"missing assignment operator ('=') after \"{name.Value}\"");
            head.Add(Take());
        }

        return new LighttpdStatement(_source, head, ReadExpression()) { Start = start, End = _tokens[_next - 1].End };
    }

    private LighttpdStatement ReadCondition(int start, LighttpdStatement? previous, int depth)
    {
        var head = new List<LighttpdToken> { Take() };
        foreach (var sign in new[] { null, "[", null, "]" })
        {
            if (sign is not null && !Next.Is(sign)) throw Broken($"expected \"{sign}\" in the condition");
            if (sign is null && Next.Kind is not (LighttpdKind.Key or LighttpdKind.Text)) throw Broken("invalid condition");
            head.Add(Take());
        }

        if (!(Next.Is("==") || Next.Is("=~") || Next.Is("=^") || Next.Is("=$") || Next.Is("!=") || Next.Is("!~")))
            throw Broken("only == =~ =^ =$ != !~ are allowed in the condition");
        head.Add(Take());
        return Block(start, head, ReadExpression(), previous, depth);
    }

    private LighttpdStatement Block(int start, IReadOnlyList<LighttpdToken> head, IReadOnlyList<LighttpdToken> expression, LighttpdStatement? previous, int depth)
    {
        while (Next.Kind == LighttpdKind.EndOfLine) _next++;
        if (!Next.Is("{")) throw Broken("expected \"{\"");
        var opening = Take();
        var block = new LighttpdStatement(_source, head, expression) { Start = start, Previous = previous, BodyStart = opening.End };
        block.Children = ReadBlock(opening, depth + 1);
        block.End = Take().End;
        return block;
    }

    // value { '+' value }: a value is a text, a number, a variable, or a list in parentheses.
    private IReadOnlyList<LighttpdToken> ReadExpression()
    {
        var words = new List<LighttpdToken>();
        do
        {
            if (words.Count > 0) words.Add(Take());
            if (Next.Is("(")) ReadList(words);
            else if (Next.Kind is LighttpdKind.Text or LighttpdKind.Number or LighttpdKind.Key) words.Add(Take());
            else throw Broken(Next.Kind == LighttpdKind.EndOfFile ? "unexpected end of file" : "a value is missing");
        }
        while (Next.Is("+"));
        return words;
    }

    private void ReadList(List<LighttpdToken> words)
    {
        var depth = 0;
        do
        {
            if (Next.Kind == LighttpdKind.EndOfFile || Next.Is("{") || Next.Is("}")) throw Broken("missing \")\"");
            depth += Next.Is("(") ? 1 : Next.Is(")") ? -1 : 0;
            words.Add(Take());
        }
        while (depth > 0);
    }

    private LighttpdToken Take() => _tokens[_next++];

    private SslToolsException Broken(string why) => SslError.ConfigurationBroken(_source.Path, Next.Line, why);
}
