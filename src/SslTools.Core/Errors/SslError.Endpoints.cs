namespace SslTools;

public static partial class SslError
{
    /// <summary>Something that is no endpoint.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="why">What is wrong with it.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException InvalidEndpoint(string text, string why) => new(
        "InvalidEndpoint", SslErrorKind.InvalidArgument,
        $"'{Short(text)}' is no endpoint: {why}.",
        "Give a host name or an address, with or without a port: shop.example.com, shop.example.com:8443, [2001:db8::1]:443.", text);
}
