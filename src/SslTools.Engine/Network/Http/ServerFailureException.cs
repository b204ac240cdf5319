using System;

namespace SslTools.Engine.Network.Http;

/// <summary>How a request failed.</summary>
internal enum ServerFailure
{
    /// <summary>No connection ever stood: nothing was sent.</summary>
    Unreachable,

    /// <summary>The server's TLS certificate is not trusted: nothing was sent.</summary>
    Untrusted,

    /// <summary>The connection broke: nobody knows whether the server took the request.</summary>
    Dropped,

    /// <summary>The answer took too long: nobody knows either.</summary>
    Late,

    /// <summary>The answer is too large.</summary>
    TooLarge,
}

/// <summary>A request that failed before its answer was whole.</summary>
/// <param name="failure">How.</param>
/// <param name="why">What happened, as the end of a sentence.</param>
/// <param name="inner">The cause.</param>
internal sealed class ServerFailureException(ServerFailure failure, string why, Exception? inner = null) : Exception(why, inner)
{
    /// <summary>How it failed.</summary>
    public ServerFailure Failure => failure;
}
