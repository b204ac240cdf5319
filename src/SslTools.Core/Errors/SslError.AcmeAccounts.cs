using System.Linq;

namespace SslTools;

public static partial class SslError
{
    /// <summary>A CA that is not known.</summary>
    /// <param name="text">As typed.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException UnknownAcmeServer(string text) => new(
        "UnknownAcmeServer", SslErrorKind.InvalidArgument,
        $"'{Short(text)}' is neither a CA that SslTools knows nor the https address of an ACME directory.",
        $"Give one of {string.Join(", ", AcmeServer.All.Select(server => server.Name))}, or an address such as https://ca.example.com/acme/directory.", text);

    /// <summary>Terms of service that nobody agreed to.</summary>
    /// <param name="server">The CA.</param>
    /// <param name="terms">Where they are, or null.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException TermsNotAccepted(string server, string? terms) => new(
        "TermsNotAccepted", SslErrorKind.PermissionDenied,
        $"There is no account at {server} yet, and a new one needs your consent to its terms of service{(terms is null ? "" : ": " + terms)}.",
        "Read them, then run the command with -AcceptTermsOfService.", server);

    /// <summary>A CA that knows its customers by other means.</summary>
    /// <param name="server">The CA.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ExternalAccountNeeded(string server) => new(
        "ExternalAccountNeeded", SslErrorKind.InvalidArgument,
        $"{server} gives accounts only to customers it knows (external account binding).",
        "Get a key id and an HMAC key from its web site and give them with -EabKeyId and -EabHmacKey.", server);
}
