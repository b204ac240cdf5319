using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>A block for a name: $HTTP["host"] == "..." { ... }.</summary>
/// <param name="Block">The block.</param>
/// <param name="Scope">Its scope.</param>
/// <param name="Siblings">The statements it stands among.</param>
internal sealed record LighttpdSite(LighttpdStatement Block, LighttpdScope Scope, IReadOnlyList<LighttpdStatement> Siblings)
{
    /// <summary>Its names: those it is compared with; for an expression the names it lists, otherwise the expression itself.</summary>
    public IReadOnlyList<string> Names => Scope.Operand is not { } operand ? [] : Scope.Comparison switch
    {
        "==" => [operand],
        "=$" when operand.StartsWith(".", System.StringComparison.Ordinal) => ["*" + operand],
        "=~" => Listed(operand),
        _ => [Scope.Comparison + operand],
    };

    /// <summary>File and line.</summary>
    public string Place => Block.Place;

    /// <summary>Whether it can be served on a socket.</summary>
    /// <param name="socket">The socket.</param>
    /// <returns>False where the block stands in another socket's.</returns>
    public bool IsOn(LighttpdSocket socket) =>
        Scope.Line.Where(scope => scope.Subject == "SERVER.socket").All(scope => scope.Fits(socket.Text.ToLowerInvariant()));

    /// <summary>Whether its block stands in a socket's.</summary>
    /// <param name="socket">The socket.</param>
    /// <returns>True when it does.</returns>
    public bool IsWithin(LighttpdSocket socket) => socket.Scope.Parent is not null && Scope.Line.Contains(socket.Scope);

    /// <summary>The sockets with TLS where it is served.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="port">The port.</param>
    /// <returns>The sockets.</returns>
    public IReadOnlyList<LighttpdSocket> TlsSockets(LighttpdConfiguration configuration, int port) =>
        configuration.Sockets.Where(socket => socket.IsTls && socket.Port == port && IsOn(socket)).ToList();

    /// <summary>Whether a statement stands in the block itself, not in a file it includes or in another block of the same condition.</summary>
    /// <param name="statement">The statement.</param>
    /// <returns>True when it does.</returns>
    public bool IsOwn(LighttpdStatement statement) => Block.Children!.Contains(statement);

    /// <summary>Whether it has a certificate of its own.</summary>
    public bool HasCertificate => Scope.Own("ssl.pemfile") is not null;

    // "^(www\.)?shop\.example(:\d+)?$" and "^(a\.example|b\.example)$" are names in disguise.
    private static IReadOnlyList<string> Listed(string pattern)
    {
        if (!pattern.EndsWith("$", System.StringComparison.Ordinal)) return ["~" + pattern];
        var body = Regex.Replace(pattern.TrimStart('^').TrimEnd('$'), @"\((?:\?:)?:(?:\\d|\[0-9\])[+*]\)\?$", "");
        if (pattern[0] == '^' && Regex.Match(body, @"^\((?:\?:)?([\w\\.-]+)\)\?([\w\\.-]+)$") is { Success: true } optional)
            return [Plain(optional.Groups[2].Value), Plain(optional.Groups[1].Value + optional.Groups[2].Value)];
        if (pattern[0] == '^' && Regex.Match(body, @"^\((?:\?:)?([\w\\.|-]+)\)$") is { Success: true } list) return list.Groups[1].Value.Split('|').Select(Plain).ToList();
        if (Regex.IsMatch(body, @"^[\w-]+(?:\\\.[\w-]+)+$") && pattern[0] == '^') return [Plain(body)];
        return Regex.IsMatch(body, @"^\\\.[\w-]+(?:\\\.[\w-]+)+$") ? ["*" + Plain(body)] : ["~" + pattern];
    }

    private static string Plain(string pattern) => pattern.Replace("\\", "");
}
