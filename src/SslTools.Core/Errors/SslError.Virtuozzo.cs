using System;
using System.Collections.Generic;

namespace SslTools;

public static partial class SslError
{
    private static readonly Dictionary<int, (string Id, SslErrorKind Kind, string What, string Advice)> AddonResults = new()
    {
        [12001] = ("PlatformDnsWrong", SslErrorKind.InvalidOperation, "the DNS of the names is wrong", "Point the names at the environment, then run the command again."),
        [12002] = (
            "PlatformRateLimited", SslErrorKind.ResourceBusy, "the rate limit of Let's Encrypt is reached",
            "Wait until the limit ends (up to a week), or import a certificate from elsewhere; trying again only prolongs it."),
        [12005] = ("PlatformWebRootWrong", SslErrorKind.InvalidOperation, "the web root is not a folder", "Correct the web root of the application, then run the command again."),
        [12006] = ("PlatformUploadFailed", SslErrorKind.InvalidOperation, "the certificate was issued but could not be uploaded", "See the add-on's log at the platform, then run the command again."),
        [12007] = ("PlatformCaUnavailable", SslErrorKind.ConnectionError, "Let's Encrypt is not available", "Run the command again later."),
        [12008] = ("PlatformNoAddress", SslErrorKind.InvalidOperation, "a name has no valid A record", "Add an A record that leads to the environment, then run the command again."),
    };

    /// <summary>What was given as the host of an API is none.</summary>
    /// <param name="text">As typed.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException InvalidApiHost(string text) => new(
        "InvalidApiHost", SslErrorKind.InvalidArgument,
        $"'{Short(text)}' is not the host of an API.", "Give -ApiHost as app.hoster.example, with a port where it is not 443; no path, login or query.", text);

    /// <summary>A platform that can't be reached, or has no time: the request was not carried out.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="host">The host of its API.</param>
    /// <param name="why">What happened.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PlatformUnreachable(string platform, string host, string why, Exception? inner = null) => new(
        "PlatformUnreachable", SslErrorKind.ConnectionError,
        $"The platform '{platform}' at {host} could not be used: {Sentence(why)}", "Check the network and the platform's status page, then run the command again.",
        platform, inner);

    /// <summary>A platform whose TLS certificate is not trusted.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="host">The host of its API.</param>
    /// <param name="why">What is wrong with it.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PlatformUntrusted(string platform, string host, string why, Exception? inner = null) => new(
        "PlatformUntrusted", SslErrorKind.SecurityError,
        $"The TLS certificate of the platform '{platform}' at {host} is not trusted: {Sentence(why)} Nothing was sent.",
        "For a private CA register the platform with its root: -CACertificate root.pem. TLS is always verified.", platform, inner);

    /// <summary>A host that answers, but not as the API does.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="host">The host.</param>
    /// <param name="what">What it answered.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PlatformNotAnApi(string platform, string host, string what) => new(
        "PlatformNotAnApi", SslErrorKind.InvalidData,
        $"{host} does not answer as the API of the platform '{platform}': {Sentence(what)}",
        "Give -ApiHost the host of the platform's dashboard, such as app.hoster.example; the hoster's documentation names it.", platform);

    /// <summary>Login or password are wrong, or the account may not sign in.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="words">The platform's words.</param>
    /// <param name="code">Its code.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PlatformSignInFailed(string platform, string words, int code) => new(
        "PlatformSignInFailed", SslErrorKind.PermissionDenied,
        $"The platform '{platform}' did not let the account sign in: {Sentence(words)}{Coded(code)} It was tried once.",
        $"Register it again with the right password: Register-SslPlatform -Name {platform} ... -Credential LOGIN -Force; an account with a second factor needs -Token.", platform);

    /// <summary>A token that is not valid.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="words">The platform's words.</param>
    /// <param name="code">Its code.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PlatformTokenRefused(string platform, string words, int code) => new(
        "PlatformTokenRefused", SslErrorKind.PermissionDenied,
        $"The platform '{platform}' does not accept the token: {Sentence(words)}{Coded(code)}",
        $"Make a new token in its dashboard, then: Register-SslPlatform -Name {platform} ... -Token TOKEN -Force", platform);

    /// <summary>The account or its token may not do that.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="what">What it was asked to do.</param>
    /// <param name="words">The platform's words.</param>
    /// <param name="code">Its code.</param>
    /// <param name="target">The environment, or null.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PlatformPermissionDenied(string platform, string what, string words, int code, object? target = null) => new(
        "PlatformPermissionDenied", SslErrorKind.PermissionDenied,
        $"The account of the platform '{platform}' may not {what}: {Sentence(words)}{Coded(code)}",
        "Give the token that permission in the platform's dashboard, or ask the environment's owner.", target ?? platform);

    /// <summary>A public address was attached while built-in SSL was switched on.</summary>
    /// <param name="environment">The environment as it was found.</param>
    /// <param name="stays">Why it could not be switched off again, or null where it was.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PublicIPAppeared(SslEnvironment environment, SslToolsException? stays = null) => new(
        "PublicIPAttached", SslErrorKind.InvalidOperation,
        $"While built-in SSL of '{environment.Name}' was switched on, a public IP address came, and they can't go together: {List(environment.PublicIPAddresses)}. "
        + (stays is null ? "It was switched off again." : $"It could not be switched off again: {stays.Message}"),
        (stays is null ? "" : $"Switch it off with: Disable-BuiltInSsl {environment.Name} -Platform {environment.Platform}. ")
        + "Detach the address yourself, or use Let's Encrypt or a certificate of your own for the environment.", environment.Name, stays);

    /// <summary>The Let's Encrypt add-on ended without a certificate.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="words">The platform's words.</param>
    /// <param name="code">Its code.</param>
    /// <returns>The exception to throw; its id is of the code.</returns>
    public static SslToolsException PlatformLetsEncryptFailed(string platform, string environment, string words, int code)
    {
        if (!AddonResults.TryGetValue(code, out var result)) return PlatformRefused(platform, $"get a Let's Encrypt certificate for '{environment}'", words, code, environment);
        return new SslToolsException(
            result.Id, result.Kind, $"The Let's Encrypt add-on of '{environment}' got no certificate, {result.What}: {Sentence(words)}{Coded(code)}", result.Advice, environment);
    }

    /// <summary>A domain that lost its certificate, because the platform takes a new one only after the old one was unbound, and refused it then.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="domain">The domain.</param>
    /// <param name="words">The platform's words.</param>
    /// <param name="code">Its code.</param>
    /// <param name="restored">Whether the old one was bound again.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PlatformBindingLost(string platform, string domain, string words, int code, bool restored) => new(
        "PlatformBindingLost", SslErrorKind.InvalidOperation,
        $"The platform '{platform}' refused to bind the new certificate to '{domain}': {Sentence(words)}{Coded(code)} "
        + (restored ? "The earlier one is bound again." : "The earlier one is unbound, and the domain has no certificate now."),
        restored ? "Correct what the platform says, then run the command again." : "Run the command again soon, or bind a certificate in the platform's dashboard.", domain);

    private static string Coded(int code) => code == 0 ? "" : $" (code {code})";
}
