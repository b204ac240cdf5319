namespace SslTools.Engine.WebServers.Caddy;

/// <summary>A word of a Caddyfile.</summary>
/// <param name="Value">What it says, without quotes.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="EndsLine">Whether nothing but a comment follows it on its line.</param>
/// <param name="IsPlain">Whether it stands without quotes: only then braces open and close blocks.</param>
internal sealed record CaddyToken(string Value, int Start, int End, int Line, bool EndsLine, bool IsPlain)
{
    /// <summary>Whether it opens a block.</summary>
    public bool Opens => IsPlain && Value == "{";

    /// <summary>Whether it closes a block.</summary>
    public bool Closes => IsPlain && Value == "}";
}
