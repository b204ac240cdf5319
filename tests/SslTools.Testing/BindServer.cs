using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Xunit;

namespace SslTools.Testing;

/// <summary>
/// A real BIND on loopback, with a folder and a port of its own: serves the zones it is given, takes updates of them that
/// are signed with its key, and says of every other name that it does not exist.
/// </summary>
public sealed class BindServer : IDisposable
{
    private readonly string _named = Programs.Require("named", "bind9");
    private readonly TempFolder _folder = new();
    private readonly StringBuilder _configuration = new();
    private readonly StringBuilder _log = new();
    private readonly ManualResetEventSlim _running = new();
    private Process? _process;

    /// <summary>Makes a server; <see cref="Start"/> starts it.</summary>
    /// <param name="address">Where it listens.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="recursive">Whether it follows an alias from one of its zones to another, as a resolver does.</param>
    public BindServer(string address = "127.0.0.1", int port = 0, bool recursive = false)
    {
        var ip = IPAddress.Parse(address);
        EndPoint = new IPEndPoint(ip, port == 0 ? FreePort(ip) : port);
        var v6 = ip.AddressFamily == AddressFamily.InterNetworkV6;
        _configuration.AppendLine($$"""
            options {
                directory "{{_folder.Path}}";
                pid-file "{{_folder["named.pid"]}}"; session-keyfile "{{_folder["session.key"]}}"; lock-file none;
                listen-on port {{EndPoint.Port}} { {{(v6 ? "none" : ip)}}; }; listen-on-v6 port {{EndPoint.Port}} { {{(v6 ? ip : "none")}}; };
                recursion {{(recursive ? "yes" : "no")}}; allow-query { any; }; allow-transfer { none; }; notify no; dnssec-validation no;
            };
            controls { };
            key "{{KeyName}}" { algorithm {{KeyAlgorithm}}; secret "{{KeySecret}}"; };
            """);
        AddZone(".", false, $"ns A {address}");
    }

    public IPEndPoint EndPoint { get; }

    public string KeyName { get; init; } = "ssltools";

    public string KeyAlgorithm { get; init; } = "hmac-sha256";

    public string KeySecret { get; } = Convert.ToBase64String(Encoding.ASCII.GetBytes("the secret of a test, 32 letters"));

    /// <summary>What it logged.</summary>
    public string Log
    {
        get
        {
            lock (_log) return _log.ToString();
        }
    }

    /// <summary>What the provider Rfc2136 needs to know.</summary>
    public Dictionary<string, string> Arguments => new()
    {
        ["Server"] = EndPoint.ToString(),
        ["KeyName"] = KeyName,
        ["KeySecret"] = KeySecret,
    };

    /// <summary>Adds a key that is known, but may change nothing.</summary>
    public void AddKey(string name, string algorithm, string secret) =>
        _configuration.AppendLine($"key \"{name}\" {{ algorithm {algorithm}; secret \"{secret}\"; }};");

    /// <summary>Adds a zone whose records the key may change.</summary>
    /// <param name="zone">Its name.</param>
    /// <param name="records">Lines of a zone file, relative to the zone; without an NS record the server names itself.</param>
    public BindServer AddZone(string zone, params string[] records)
    {
        AddZone(zone, true, records);
        return this;
    }

    /// <summary>Starts it, and waits until it answers.</summary>
    public BindServer Start()
    {
        var configuration = _folder.Write("named.conf", _configuration.ToString());
        var start = new ProcessStartInfo(_named, ["-g", "-n", "1", "-c", configuration]) { RedirectStandardError = true };
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.ErrorDataReceived += (_, line) => Logged(line.Data);
        _process.Exited += (_, _) => _running.Set();
        _process.Start();
        _process.BeginErrorReadLine();
        Assert.True(_running.Wait(TimeSpan.FromSeconds(30)), "BIND does not start:\n" + Log);
        Assert.False(_process.HasExited, "BIND ended:\n" + Log);
        return this;
    }

    /// <summary>The TXT values that it shows at a name.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        Programs.Run(Programs.Require("dig", "bind9-dnsutils"), $"@{EndPoint.Address}", "-p", $"{EndPoint.Port}", "+short", "+norecurse", name, "TXT")
            .Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim('"')).Order().ToList();

    public void Dispose()
    {
        Stop();
        _folder.Dispose();
    }

    /// <summary>Stops it; a second call does nothing.</summary>
    public void Stop()
    {
        if (_process is null) return;
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    private static int FreePort(IPAddress address)
    {
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void AddZone(string zone, bool updates, params string[] records)
    {
        var file = (zone == "." ? "root" : zone) + ".zone";
        var origin = zone == "." ? "." : zone + ".";
        string[] self = records.Any(record => record.StartsWith("@ NS ", StringComparison.Ordinal)) ? [] : ["@ NS ns", $"ns {(EndPoint.AddressFamily == AddressFamily.InterNetworkV6 ? "AAAA" : "A")} {EndPoint.Address}"];
        _folder.Write(file, string.Join('\n', [$"$ORIGIN {origin}", "$TTL 1", "@ SOA ns admin 1 3600 600 86400 1", .. self.Concat(records).Distinct(), ""]));
        var policy = updates ? $" update-policy {{ grant {KeyName}. zonesub ANY; }};" : "";
        _configuration.AppendLine($"zone \"{zone}\" {{ type primary; file \"{_folder[file]}\";{policy} }};");
    }

    private void Logged(string? line)
    {
        if (line is null) return;
        lock (_log) _log.AppendLine(line);
        if (line.EndsWith(" running", StringComparison.Ordinal)) _running.Set();
    }
}
