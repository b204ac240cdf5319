using System;

namespace SslTools.Engine.Acme;

/// <summary>What a conversation with a CA may cost, whatever the CA does.</summary>
public sealed record AcmeLimits
{
    /// <summary>The whole time of one request with its answer; CAs that issue while finalize waits need tens of seconds.</summary>
    public TimeSpan RequestTime { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How long all waits together that a CA asks for with 429 and 503 may be, in one request.</summary>
    public TimeSpan BusyTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often one request is sent again because the CA is busy.</summary>
    public int BusyAnswers { get; init; } = 10;

    /// <summary>How often one request is sent again because its nonce was refused: at nine of ten refused, it fails once in a billion.</summary>
    public int BadNonces { get; init; } = 200;

    /// <summary>How often one request is sent again because the connection broke.</summary>
    public int Drops { get; init; } = 3;

    /// <summary>How many redirects a read follows.</summary>
    public int Redirects { get; init; } = 5;

    /// <summary>Size of an answer in bytes.</summary>
    public int AnswerBytes { get; init; } = 1 << 20;

    /// <summary>The longest Retry-After that is believed.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How many alternate chains are downloaded.</summary>
    public int Alternates { get; init; } = 10;

    /// <summary>How many certificates a chain may have.</summary>
    public int ChainLength { get; init; } = 10;

    /// <summary>How many pages of a list are read.</summary>
    public int Pages { get; init; } = 1000;
}
