using System;

namespace SslTools;

public static partial class SslError
{
    /// <summary>Something on the web could not be fetched.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="why">What went wrong.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException FetchFailed(Uri address, string why, Exception? inner = null) => new(
        "FetchFailed", SslErrorKind.ConnectionError,
        $"'{Short(address.ToString())}' could not be fetched: {why}.",
        "Check the address, the network and the name's DNS, then run the command again.", address, inner);
}
