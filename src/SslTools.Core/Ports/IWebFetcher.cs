using System;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>
/// Fetches small things from the web that are checked by their content: issuers (AIA), CRLs, OCSP answers (RFC 5280
/// sections 4.2.1.13 and 4.2.2.1), tokens of challenges. Only http and https, few redirects, bounded size and time.
/// </summary>
public interface IWebFetcher
{
    /// <summary>Sends one request.</summary>
    /// <param name="request">What to fetch.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The answer's body.</returns>
    /// <exception cref="SslToolsException">FetchFailed: unreachable, another status than 200, too large, too slow, another scheme.</exception>
    Task<byte[]> FetchAsync(WebRequestSpec request, CancellationToken cancellationToken);
}

/// <summary>What to fetch.</summary>
/// <param name="Address">http or https.</param>
public sealed record WebRequestSpec(Uri Address)
{
    /// <summary>A body to POST, or null for GET.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The media type of <see cref="Body"/>.</summary>
    public string? ContentType { get; init; }

    /// <summary>The most bytes that are read.</summary>
    public int MaxBytes { get; init; } = 1 << 20;

    /// <summary>The whole time it may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
