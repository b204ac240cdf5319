using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Threading.Tasks;

namespace SslTools.Testing.Acme;

/// <summary>
/// A real Pebble on loopback with ports, a TLS root and a CA of its own, and a challenge server beside it. A test on a machine without
/// Pebble is skipped.
/// </summary>
public sealed class PebbleServer : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestTlsRoot _tls = new();
    private readonly ChallengeServer? _challenges;
    private readonly ServerProcess _process;
    private readonly HttpClient _management;

    public PebbleServer(PebbleOptions? options = null)
    {
        options ??= new PebbleOptions();
        AnswersChallenges = options is { AnswersChallenges: true, DnsServer: null };
        var pebble = Programs.Require("pebble", "pebble");
        HttpPort = options.HttpPort > 0 ? options.HttpPort : FreePort.Next();
        TlsPort = options.TlsPort > 0 ? options.TlsPort : FreePort.Next();
        if (options.DnsServer is null) _challenges = new ChallengeServer(HttpPort, TlsPort, options.AnswersChallenges);
        var (port, management) = (FreePort.Next(), FreePort.Next());
        var config = new
        {
            pebble = new
            {
                listenAddress = $"127.0.0.1:{port}",
                managementListenAddress = $"127.0.0.1:{management}",
                certificate = _folder.Write("tls.pem", _tls.Server.ExportCertificatePem()),
                privateKey = _folder.Write("tls-key.pem", _tls.ServerKeyPem),
                httpPort = HttpPort,
                tlsPort = TlsPort,
                externalAccountBindingRequired = options.ExternalAccounts.Count > 0,
                externalAccountMACKeys = options.ExternalAccounts,
                certificateValidityPeriod = (long)TimeSpan.FromDays(90).TotalSeconds,
            },
        };
        RootPemPath = _folder.Write("root.pem", _tls.Root.ExportCertificatePem());
        try
        {
            _process = new ServerProcess(
                pebble, Environment(options), [management, port],
                "-config", _folder.Write("pebble.json", JsonSerializer.Serialize(config)),
                "-strict=" + (options.Strict ? "true" : "false"),
                "-dnsserver", options.DnsServer ?? $"127.0.0.1:{_challenges!.DnsPort}");
        }
        catch (InvalidOperationException)
        {
            _challenges?.Dispose();
            _folder.Dispose();
            throw;
        }

        Directory = new Uri($"https://127.0.0.1:{port}/dir");
        _management = new HttpClient(new HttpClientHandler
        {
            // The certificate is the one made above, or nothing is answered.
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Thumbprint == _tls.Server.Thumbprint,
        })
        {
            BaseAddress = new Uri($"https://127.0.0.1:{management}/"),
        };
    }

    /// <summary>The ACME directory.</summary>
    public Uri Directory { get; }

    /// <summary>The root of its TLS certificate, a PEM file: what a user gives to -CACertificate.</summary>
    public string RootPemPath { get; }

    /// <summary>The root of its TLS certificate, DER.</summary>
    public byte[] Root => _tls.Root.RawData;

    /// <summary>Where it looks for http-01.</summary>
    public int HttpPort { get; }

    /// <summary>Where it looks for tls-alpn-01.</summary>
    public int TlsPort { get; }

    /// <summary>Whether <see cref="Challenges"/> answers http-01 and tls-alpn-01.</summary>
    public bool AnswersChallenges { get; }

    /// <summary>DNS records and answers to challenges.</summary>
    public ChallengeServer Challenges => _challenges ?? throw new InvalidOperationException("This Pebble asks a DNS server of the test's own.");

    /// <summary>What it logged so far.</summary>
    public string Log => _process.Output;

    /// <summary>A root that certificates are issued under.</summary>
    /// <param name="index">0, or up to the number of alternate roots.</param>
    public async Task<X509Certificate2> IssuingRootAsync(int index = 0) =>
        X509Certificate2.CreateFromPem(await _management.GetStringAsync(new Uri($"roots/{index.ToString(CultureInfo.InvariantCulture)}", UriKind.Relative)));

    /// <summary>What it knows of a certificate: Valid or Revoked, and the reason.</summary>
    public async Task<(string Status, int? Reason)> StatusAsync(X509Certificate2 certificate)
    {
        var serial = certificate.SerialNumber.TrimStart('0').ToLowerInvariant();
        using var json = JsonDocument.Parse(await _management.GetStringAsync(new Uri("cert-status-by-serial/" + serial, UriKind.Relative)));
        var reason = json.RootElement.TryGetProperty("Reason", out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : (int?)null;
        return (json.RootElement.GetProperty("Status").GetString()!, reason);
    }

    public void Dispose()
    {
        _management.Dispose();
        _process.Dispose();
        _challenges?.Dispose();
        _tls.Dispose();
        _folder.Dispose();
    }

    private static Dictionary<string, string> Environment(PebbleOptions options) => new()
    {
        ["PEBBLE_VA_NOSLEEP"] = "1",
        ["PEBBLE_VA_ALWAYS_VALID"] = options.AlwaysValid ? "1" : "0",
        ["PEBBLE_WFE_NONCEREJECT"] = Number(options.NonceReject),
        ["PEBBLE_AUTHZREUSE"] = Number(options.AuthzReuse),
        ["PEBBLE_ALTERNATE_ROOTS"] = Number(options.AlternateRoots),
        ["PEBBLE_CHAIN_LENGTH"] = Number(options.ChainLength),
        ["PEBBLE_WFE_ORDERS_PER_PAGE"] = Number(options.OrdersPerPage),
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
