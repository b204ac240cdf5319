namespace SslTools;

/// <summary>Every failure that SslTools explains: id, text and way out, grouped by subject in the parts of this class.</summary>
public static partial class SslError
{
    /// <summary>A host name that is none.</summary>
    /// <param name="name">As typed.</param>
    /// <param name="why">What is wrong with it.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException InvalidHostName(string name, string why) => new(
        "InvalidHostName", SslErrorKind.InvalidArgument,
        $"'{Short(name)}' is not a host name: {why}.",
        "Give a DNS name such as shop.example.com or *.example.com, or an address with -IPAddress.", name);

    /// <summary>No identifier at all.</summary>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NoSubjectName() => new(
        "NoSubjectName", SslErrorKind.InvalidArgument,
        "A certificate needs at least one DNS name or IP address.",
        "Give -DnsName, -IPAddress or both.");

    /// <summary>A name that can't be a folder in the store.</summary>
    /// <param name="name">As typed.</param>
    /// <param name="why">What is wrong with it.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException InvalidName(string name, string why) => new(
        "InvalidName", SslErrorKind.InvalidArgument,
        $"'{Short(name)}' can't be a name in the store: {why}.",
        "Choose a name such as shop.example.com.", name);

    /// <summary>A subject that is not a distinguished name.</summary>
    /// <param name="subject">As typed.</param>
    /// <param name="why">What is wrong with it.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException InvalidSubject(string subject, string why) => new(
        "InvalidSubject", SslErrorKind.InvalidArgument,
        $"'{Short(subject)}' is not a distinguished name: {why}.",
        "Write it as in RFC 4514, for example -Subject 'CN=shop.example.com, O=Example Ltd, C=DE'.", subject);

    /// <summary>A validity period that ends before it begins, or can't be written in a certificate.</summary>
    /// <param name="why">What is wrong with it, with the dates.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException InvalidValidity(string why) => new(
        "InvalidValidity", SslErrorKind.InvalidArgument,
        $"The validity period is not possible: {why}.",
        "Give -ValidityDays, or a -NotAfter that is later than -NotBefore.");

    // What was typed may be anything, a whole file among it.
    private static string Short(string text) => text.Length <= 100 ? text : text.Substring(0, 100) + "…";
}
