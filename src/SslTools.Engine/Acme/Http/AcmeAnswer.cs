using System;
using System.Collections.Generic;

namespace SslTools.Engine.Acme.Http;

/// <summary>An HTTP answer of a CA, whole.</summary>
/// <param name="Address">Where it came from, after redirects.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The content.</param>
internal sealed record AcmeAnswer(Uri Address, int Status, byte[] Body)
{
    /// <summary>The media type, or an empty text.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>The URL of what was made, or null.</summary>
    public string? Location { get; init; }

    /// <summary>A nonce for the next request, or null.</summary>
    public string? Nonce { get; init; }

    /// <summary>How long to wait, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Link headers: relation and URL.</summary>
    public IReadOnlyList<KeyValuePair<string, Uri>> Links { get; init; } = [];

    /// <summary>Whether it says that the request succeeded.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;
}
