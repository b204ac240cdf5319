namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>What a word of the configuration is.</summary>
internal enum LighttpdKind
{
    /// <summary>A name: ssl.engine, var.x, include, else.</summary>
    Key,

    /// <summary>A text in quotes.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>An operator or bracket.</summary>
    Sign,

    /// <summary>One or more line ends.</summary>
    EndOfLine,

    /// <summary>The end of the file.</summary>
    EndOfFile,
}

/// <summary>A word of the configuration.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">As lighttpd understands it: quotes and escapes resolved.</param>
/// <param name="Start">Where it begins in the file.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Line">Its line, from 1.</param>
internal readonly record struct LighttpdToken(LighttpdKind Kind, string Value, int Start, int End, int Line)
{
    /// <summary>Whether it is a certain sign.</summary>
    /// <param name="sign">The sign.</param>
    /// <returns>True when it is.</returns>
    public bool Is(string sign) => Kind == LighttpdKind.Sign && Value == sign;

    /// <summary>Whether it is one of some names.</summary>
    /// <param name="names">The names.</param>
    /// <returns>True when it is.</returns>
    public bool IsKey(params string[] names) => Kind == LighttpdKind.Key && System.Array.IndexOf(names, Value) >= 0;
}
