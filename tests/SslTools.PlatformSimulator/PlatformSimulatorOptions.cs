using System;
using System.Collections.Generic;
using SslTools.Testing.Acme;

namespace SslTools.Testing.Platforms;

/// <summary>How the platform is run. As it stands: everything is allowed, and nothing goes wrong.</summary>
public sealed record PlatformSimulatorOptions
{
    /// <summary>The hoster's domain; an environment's name is one label under it.</summary>
    public string Domain { get; init; } = "apps.example.com";

    /// <summary>The port of the API; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>The port at which the environments are served; 0 for a free one.</summary>
    public int EntryPort { get; init; }

    /// <summary>The API's TLS certificate; one under a root of its own unless a test gives another.</summary>
    public TestTlsRoot? Tls { get; init; }

    public string Login { get; init; } = "admin@example.com";

    public string Password { get; init; } = "correct horse, battery staple";

    /// <summary>Personal access tokens, and the methods each may call; null for all.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>?> Tokens { get; init; } = new Dictionary<string, IReadOnlyList<string>?>();

    /// <summary>How many calls a session lasts.</summary>
    public int SessionCalls { get; init; } = int.MaxValue;

    /// <summary>How long each call takes.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Whether fields have the names of the Java API, such as <c>sslState</c>, instead of those seen in real answers.</summary>
    public bool JavaNames { get; init; }

    /// <summary>Whether the certificates of the balancer are listed as <c>sslCerts</c> instead of <c>responses</c>.</summary>
    public bool ListsSslCerts { get; init; }

    /// <summary>Whether the results of scripts are nested in an answer that says 0 itself.</summary>
    public bool NestsResults { get; init; }

    /// <summary>The quota <c>environment.jelasticssl.enabled</c>.</summary>
    public bool AllowsBuiltInSsl { get; init; } = true;

    /// <summary>Whether switching built-in SSL on is refused where a node has a public address; the documentation does not say.</summary>
    public bool RefusesPublicAddress { get; init; } = true;

    /// <summary>Whether asking for a node's certificate is refused where there is none; the documentation does not say.</summary>
    public bool RefusesEmptyNode { get; init; }

    /// <summary>The quota <c>slb.customssl.maxcount</c>.</summary>
    public int MaxCertificates { get; init; } = 50;

    /// <summary>Names whose validation the Let's Encrypt add-on fails.</summary>
    public IReadOnlyCollection<string> UnvalidatedNames { get; init; } = [];
}
