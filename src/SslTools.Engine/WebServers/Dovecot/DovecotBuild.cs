using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Dovecot;

/// <summary>What the installed Dovecot says of itself ("doveconf -d").</summary>
/// <param name="Version">Its version.</param>
/// <param name="ConfigPath">The main configuration file it uses by itself.</param>
/// <param name="Defaults">The settings it has by itself.</param>
internal sealed record DovecotBuild(Version Version, string ConfigPath, IReadOnlyList<DovecotNode> Defaults)
{
    private static readonly Version NamesFiles = new(2, 4);

    /// <summary>Whether certificates are settings of their own and named without sign: version 2.4.</summary>
    public bool IsNew => Version >= NamesFiles;

    /// <summary>The setting of the certificate.</summary>
    public string Certificate => IsNew ? "ssl_server_cert_file" : "ssl_cert";

    /// <summary>The setting of its key.</summary>
    public string Key => IsNew ? "ssl_server_key_file" : "ssl_key";

    /// <summary>The settings of a second certificate.</summary>
    public IReadOnlyList<string> Others => IsNew ? ["ssl_server_alt_cert_file", "ssl_server_alt_key_file"] : ["ssl_alt_cert", "ssl_alt_key"];

    /// <summary>Reads the output.</summary>
    /// <param name="output">"# version (commit): path", then the settings.</param>
    /// <returns>The build, or null where it is none of Dovecot.</returns>
    public static DovecotBuild? Parse(string output)
    {
        if (Regex.Match(output, @"^# (\d+\.\d+(\.\d+)?)[^\n:]*: ([^\n]+)", RegexOptions.Multiline) is not { Success: true } head) return null;
        IReadOnlyList<DovecotNode> defaults = [];
        try
        {
            defaults = DovecotParser.Parse(new DovecotSource("", ByteText.Encode(output)));
        }
        catch (SslToolsException)
        {
            // What a later version prints in another way: the configuration itself still says what matters most.
        }

        return new DovecotBuild(new Version(head.Groups[1].Value), head.Groups[3].Value.Trim(), defaults);
    }

    /// <summary>Writes the path of a certificate or key as a value.</summary>
    /// <param name="path">The path.</param>
    /// <returns>One character a byte.</returns>
    /// <exception cref="SslToolsException">PathNotUsable.</exception>
    public string Write(string path)
    {
        foreach (var c in path)
            if (char.IsControl(c)) throw SslError.PathNotUsable(path, "Dovecot", "it has a control character");
        if (IsNew) return ByteText.Encode(path.IndexOfAny([' ', '#', '"', '\'', '\\', '$', '%', '{', '}']) < 0 ? path : "\"" + path.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"");

        // "<path": there are no quotes, so that a comment or a continuation would begin.
        if (path.IndexOf('#') >= 0) throw SslError.PathNotUsable(path, "Dovecot", "it takes '#' for a comment");
        if (path.Trim() != path || path.EndsWith("\\", StringComparison.Ordinal)) throw SslError.PathNotUsable(path, "Dovecot", "it begins or ends with what Dovecot drops");
        return "<" + ByteText.Encode(path);
    }
}
