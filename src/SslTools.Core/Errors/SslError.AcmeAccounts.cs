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

    /// <summary>A change that changes nothing.</summary>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NothingToChange() => new(
        "NothingToChange", SslErrorKind.InvalidArgument,
        "Nothing to change was given.",
        "Give -Contact, -NewKey or -CACertificate.");

    /// <summary>A key id without its key, or the other way round.</summary>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ExternalAccountIncomplete() => new(
        "ExternalAccountIncomplete", SslErrorKind.InvalidArgument,
        "An external account binding needs both its key id and its HMAC key.",
        "Give -EabKeyId and -EabHmacKey together.");

    /// <summary>An HMAC key that is not base64url.</summary>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException InvalidExternalAccountKey() => new(
        "InvalidExternalAccountKey", SslErrorKind.InvalidArgument,
        "The HMAC key of the external account binding is not base64url.",
        "Give -EabHmacKey exactly as the CA's web site shows it.");

    /// <summary>A contact that is neither a mail address nor a URL.</summary>
    /// <param name="contact">As typed.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException InvalidContact(string contact) => new(
        "InvalidContact", SslErrorKind.InvalidArgument,
        $"'{Short(contact)}' is not a contact.",
        "Give one mail address each, such as -Contact admin@example.com, hostmaster@example.com.", contact);

    /// <summary>A name that stands for an account of another CA.</summary>
    /// <param name="name">The account.</param>
    /// <param name="its">The CA that it is of.</param>
    /// <param name="wanted">The CA that was asked for.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException AccountOfAnotherServer(string name, AcmeServer its, AcmeServer wanted) => new(
        "AccountOfAnotherServer", SslErrorKind.InvalidArgument,
        $"The account '{name}' is one of {its} ({its.Directory}), not of {wanted} ({wanted.Directory}).",
        "Leave out -Account for the account of that name's CA, or choose another name.", name);

    /// <summary>An account that was ended.</summary>
    /// <param name="name">The account.</param>
    /// <param name="server">Its CA.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException AccountDeactivated(string name, string server) => new(
        "AccountDeactivated", SslErrorKind.InvalidOperation,
        $"The account '{name}' at {server} is deactivated, which can't be undone.",
        $"Forget it with Remove-LetsEncryptAccount {name}, then make a new one with New-LetsEncryptAccount.", name);

    /// <summary>An account that the CA has not confirmed yet.</summary>
    /// <param name="name">The account.</param>
    /// <param name="server">Its CA.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException AccountPending(string name, string server) => new(
        "AccountPending", SslErrorKind.InvalidOperation,
        $"The account '{name}' was not confirmed by {server} yet: making it was interrupted.",
        $"Run New-LetsEncryptAccount -Name {name} again; it goes on with the same key.", name);

    /// <summary>An account key that is encrypted.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException KeyPassphraseRequired(string path) => new(
        "KeyPassphraseRequired", SslErrorKind.SecurityError,
        $"The key in '{path}' is encrypted.",
        "Give -KeyPassphrase (Read-Host -AsSecureString).", path);

    /// <summary>An account that is there already.</summary>
    /// <param name="name">The account.</param>
    /// <param name="server">Its CA.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException AccountExists(string name, string server) => new(
        "AccountExists", SslErrorKind.ResourceExists,
        $"There is already an account '{name}' at {server}.",
        $"Use it as it is, choose another -Name, or forget it with Remove-LetsEncryptAccount {name}.", name);
}
