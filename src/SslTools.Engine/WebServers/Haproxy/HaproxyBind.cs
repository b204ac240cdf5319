using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>A parameter of a bind line.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; empty for one that has none.</param>
/// <param name="Start">Where it begins in the file.</param>
/// <param name="End">Where it ends, with its value.</param>
internal sealed record HaproxyParameter(string Name, string Value, int Start, int End);

/// <summary>A bind line: addresses, then parameters (configuration.txt, 5.1).</summary>
internal sealed class HaproxyBind
{
    // What is not listed here has no value.
    private static readonly HashSet<string> WithValue = new(StringComparer.Ordinal)
    {
        "accept-netscaler-cip", "alpn", "backlog", "ca-file", "ca-ignore-err", "ca-sign-file", "ca-sign-pass", "ca-verify-file", "cc", "ciphers", "ciphersuites",
        "client-sigalgs", "crl-file", "crt", "crt-ignore-err", "crt-list", "curves", "default-crt", "ecdhe", "ech", "expose-fd", "gid", "group", "guid-prefix", "id",
        "idle-ping", "interface", "ktls", "label", "level", "maxconn", "mode", "mss", "name", "namespace", "nbconn", "nice", "npn", "ocsp-update", "process", "proto",
        "quic-cc-algo", "quic-socket", "severity-output", "shards", "sigalgs", "ssl-max-ver", "ssl-min-ver", "tcp-md5sig", "tcp-ut", "thread", "tls-ticket-keys",
        "uid", "user", "verify",
    };

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line, with at least the addresses.</param>
    public HaproxyBind(HaproxyLine line)
    {
        Line = line;
        Addresses = line[1].Split([','], StringSplitOptions.RemoveEmptyEntries).Select(address => new HaproxyAddress(address)).ToList();
        Parameters = ReadParameters(line).ToList();
    }

    /// <summary>The line.</summary>
    public HaproxyLine Line { get; }

    /// <summary>The addresses.</summary>
    public IReadOnlyList<HaproxyAddress> Addresses { get; }

    /// <summary>The parameters, in their order.</summary>
    public IReadOnlyList<HaproxyParameter> Parameters { get; }

    /// <summary>Whether it speaks TLS.</summary>
    public bool IsTls => Has("ssl");

    /// <summary>Whether clients send a PROXY protocol header first.</summary>
    public bool AcceptsProxy => Has("accept-proxy");

    /// <summary>What names certificates, in the order in which they are loaded.</summary>
    public IReadOnlyList<HaproxyParameter> Certificates => Parameters.Where(parameter => parameter.Name is "crt" or "crt-list").ToList();

    /// <summary>Whether it listens on a port, over TCP or UDP.</summary>
    /// <param name="port">The port.</param>
    /// <returns>True when it does.</returns>
    public bool Covers(int port) => Addresses.Any(address => address.Covers(port));

    /// <summary>Whether a parameter is given.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>True when it is.</returns>
    public bool Has(string name) => Parameters.Any(parameter => parameter.Name == name);

    /// <summary>The value of a parameter: the last one counts.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The value, or null.</returns>
    public string? Value(string name) => Parameters.LastOrDefault(parameter => parameter.Name == name)?.Value;

    /// <summary>Whether a parameter has a value.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>True when the next word is its value.</returns>
    public static bool HasValue(string name) => WithValue.Contains(name);

    private static IEnumerable<HaproxyParameter> ReadParameters(HaproxyLine line)
    {
        for (var i = 2; i < line.Words.Count; i++)
        {
            var name = line.Words[i];
            var hasValue = HasValue(name.Value) && i + 1 < line.Words.Count;
            var value = hasValue ? line.Words[++i] : name;
            yield return new HaproxyParameter(name.Value, hasValue ? value.Value : "", name.Start, value.End);
        }
    }
}
