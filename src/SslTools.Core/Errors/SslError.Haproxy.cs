using System.Collections.Generic;

namespace SslTools;

public static partial class SslError
{
    /// <summary>No section of HAProxy's configuration, or no single one, is the place for a name.</summary>
    /// <param name="hostName">The name asked for.</param>
    /// <param name="port">The port.</param>
    /// <param name="configPath">The configuration.</param>
    /// <param name="candidates">The sections that come into question; none where there are none.</param>
    /// <param name="nearest">The nearest names there are.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException FrontendNotFound(
        string hostName, int port, string configPath, IReadOnlyList<string> candidates, IReadOnlyList<string> nearest) => new(
        "SiteNotFound", SslErrorKind.ObjectNotFound,
        candidates.Count == 0
            ? $"No frontend of haproxy answers to the name '{hostName}' in '{configPath}'. {Unchanged}"
            : $"Several frontends of haproxy take any name, '{hostName}' too: {string.Join(", ", candidates)}. {Unchanged}",
        (nearest.Count == 0 ? "" : $"The nearest names are: {string.Join(", ", nearest)}. ")
        + (candidates.Count == 0
            ? $"Name it in the frontend it belongs to, such as with 'acl this_site hdr(host) -i {hostName}', or give the frontend a default_backend."
            : $"Name it in the one it belongs to, such as with 'acl this_site hdr(host) -i {hostName}', or give the -Port of one of them (now {port})."),
        hostName);

    /// <summary>A line that is to be edited is in force under a condition only.</summary>
    /// <param name="place">File and line.</param>
    /// <param name="hostName">The name.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException LineConditional(string place, string hostName) => new(
        "LineConditional", SslErrorKind.InvalidOperation,
        $"To change '{hostName}', {place} had to be edited, which stands between .if and .endif. {Unchanged}",
        "Move the line out of the condition, then run the command again.", hostName);

    /// <summary>The folder of the configuration can't be named in a crt-list.</summary>
    /// <param name="path">A file in it.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException CrtListPathNotUsable(string path) => new(
        "PathNotUsable", SslErrorKind.InvalidArgument,
        $"haproxy can't be told the path '{path}': its crt-list knows neither quotes nor escapes for spaces, brackets and the like.",
        "Keep haproxy's configuration in a folder without such characters.", path);

    /// <summary>The certificate comes from a place that can't be edited for one name alone.</summary>
    /// <param name="hostName">The name.</param>
    /// <param name="path">The certificate.</param>
    /// <param name="place">File and line that names its folder.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException CertificateInFolder(string hostName, string path, string place) => new(
        "SettingIncluded", SslErrorKind.InvalidOperation,
        $"'{hostName}' takes the certificate '{path}' from a folder that {place} names as a whole. {Unchanged}",
        $"Delete '{path}' by hand and reload haproxy.", hostName);
}
