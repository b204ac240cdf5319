using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>
/// The crt-list of a frontend and port that SslTools writes. Each name that was bound has a line, of which it is the first filter; further
/// filters are names of a certificate that it took the place of. A line '!*' keeps the default certificate there was.
/// </summary>
internal static class HaproxyListText
{
    /// <summary>Gives a name its certificate.</summary>
    /// <param name="text">The list; null for a new one.</param>
    /// <param name="title">Whose it is, for the comment of a new one.</param>
    /// <param name="hostName">The name.</param>
    /// <param name="path">The certificate's file.</param>
    /// <param name="more">Further names for it, unless they have a line of their own.</param>
    /// <param name="policy">TLS versions and ciphers; null: as they are.</param>
    /// <returns>The list.</returns>
    public static string Set(string? text, string title, string hostName, string path, IReadOnlyCollection<string> more, SslTlsPolicy? policy)
    {
        var list = text ?? $"# The certificates that SslTools binds to '{title}'. The file goes with the last of them.\n";
        var own = Find(list, hostName);
        var names = (own?.Names ?? [hostName]).Concat(more.Where(name => Find(list, name) is null)).Distinct(StringComparer.OrdinalIgnoreCase);
        var line = HaproxyCrtEntry.Write(path, HaproxyTlsPolicy.Apply(own?.Options ?? "", policy), names.Concat(own?.Excluded.Select(name => "!" + name) ?? [])) + "\n";
        if (own is not null) return list.Substring(0, own.Start) + line + list.Substring(own.End);
        if (list.Length > 0 && list[list.Length - 1] != '\n') list += "\n";

        // An address is never sent: the first certificate answers to it.
        if (!System.Net.IPAddress.TryParse(hostName, out _)) return WithoutAlias(list + line, hostName);
        var top = HaproxyCrtEntry.Read(list).Select(entry => entry.Start).DefaultIfEmpty(list.Length).First();
        return list.Substring(0, top) + line + list.Substring(top);
    }

    /// <summary>Keeps a default certificate: the first of all, which answers to no name.</summary>
    /// <param name="list">The list.</param>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The list.</returns>
    public static string KeepDefault(string list, HaproxyCertificate certificate)
    {
        var entries = HaproxyCrtEntry.Read(list);
        if (entries.Any(IsDefault)) return list;
        var top = entries.Select(entry => entry.Start).DefaultIfEmpty(list.Length).First();
        return list.Substring(0, top) + HaproxyCrtEntry.Write(certificate.Path, certificate.Entry?.Options ?? "", ["!*"]) + "\n" + list.Substring(top);
    }

    /// <summary>Takes a name out.</summary>
    /// <param name="list">The list.</param>
    /// <param name="hostName">The name.</param>
    /// <returns>The list; null where no name is left.</returns>
    public static string? Remove(string list, string hostName)
    {
        var own = Find(list, hostName);
        var rest = own is null ? WithoutAlias(list, hostName) : list.Remove(own.Start, own.End - own.Start);
        return HaproxyCrtEntry.Read(rest).All(IsDefault) ? null : rest;
    }

    private static bool IsDefault(HaproxyCrtEntry entry) => entry.Names.Count == 0 && entry.Excluded is ["*"];

    private static HaproxyCrtEntry? Find(string list, string hostName) =>
        HaproxyCrtEntry.Read(list).FirstOrDefault(entry => entry.Names.FirstOrDefault()?.Equals(hostName, StringComparison.OrdinalIgnoreCase) == true);

    // One name has one certificate.
    private static string WithoutAlias(string list, string hostName)
    {
        var edits = HaproxyCrtEntry.Read(list).Where(entry => entry.Names.Skip(1).Contains(hostName, StringComparer.OrdinalIgnoreCase)).Select(entry => new TextEdit(
            entry.Start, entry.End, HaproxyCrtEntry.Write(
                entry.Path, entry.Options, entry.Names.Where(name => !name.Equals(hostName, StringComparison.OrdinalIgnoreCase)).Concat(entry.Excluded.Select(name => "!" + name))) + "\n"));
        return TextEdit.Apply(list, edits.ToList(), 0, list.Length);
    }
}
