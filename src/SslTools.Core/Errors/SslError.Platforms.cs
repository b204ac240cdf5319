using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools;

public static partial class SslError
{
    /// <summary>No platform of that name.</summary>
    /// <param name="name">The name asked for.</param>
    /// <param name="nearest">The nearest name there is, or null.</param>
    /// <param name="known">The names there are.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PlatformNotFound(string name, string? nearest, IReadOnlyList<string> known) => new(
        "PlatformNotFound", SslErrorKind.ObjectNotFound,
        $"No platform is registered under the name '{Short(name)}'.{Meant(nearest)}",
        known.Count == 0 ? "Register one with Register-SslPlatform." : $"Use one of: {List(known)}; or register it with Register-SslPlatform.", name);

    /// <summary>No platform at all, and none was named.</summary>
    /// <param name="store">The store's folder.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NoPlatform(string store) => new(
        "PlatformNotFound", SslErrorKind.ObjectNotFound, $"No platform is registered in the store '{store}'.", "Register one with Register-SslPlatform.");

    /// <summary>Several platforms, and none was named.</summary>
    /// <param name="known">The names there are.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PlatformAmbiguous(IReadOnlyList<string> known) => new(
        "PlatformAmbiguous", SslErrorKind.InvalidArgument,
        $"Several platforms are registered: {List(known)}.", "Say which with -Platform.");

    /// <summary>The platform is of a kind that this version does not have.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="known">The kinds there are.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException UnknownPlatformKind(string platform, string kind, IEnumerable<string> known) => new(
        "UnknownPlatformKind", SslErrorKind.InvalidData,
        $"The platform '{platform}' is of the kind '{Short(kind)}', which is none of: {string.Join(", ", known)}.",
        "Update the module, or register the platform again with Register-SslPlatform -Force.", platform);

    /// <summary>No environment of that name.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="name">The name asked for.</param>
    /// <param name="nearest">The nearest name there is, or null.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException EnvironmentNotFound(string platform, string name, string? nearest) => new(
        "EnvironmentNotFound", SslErrorKind.ObjectNotFound,
        $"The platform '{platform}' has no environment named '{Short(name)}'.{Meant(nearest)}",
        $"List what there is with: Get-SslEnvironment -Platform {platform}", name);

    /// <summary>A public address is attached to a node.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="addresses">The addresses, each with its node.</param>
    /// <param name="wayOut">What to do instead.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PublicIPAttached(SslEnvironment environment, IReadOnlyList<string> addresses, string wayOut) => new(
        "PublicIPAttached", SslErrorKind.InvalidOperation,
        $"Built-in SSL can't go with a public IP address, and the environment '{environment.Name}' has {List(addresses)}. {Unchanged}",
        $"Detach the address yourself, or {wayOut}", environment.Name);

    /// <summary>A domain that built-in SSL does not cover.</summary>
    /// <param name="covered">What it covers.</param>
    /// <param name="domain">The domain asked for.</param>
    /// <param name="wayOut">What to do instead.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException CustomDomainNotCovered(string covered, string domain, string wayOut) => new(
        "CustomDomainNotCovered", SslErrorKind.InvalidArgument,
        $"Built-in SSL covers only {covered}, not '{Short(domain)}'. {Unchanged}", $"For that domain, {wayOut}", domain);

    /// <summary>The environment's name is not one label under the platform's domain.</summary>
    /// <param name="name">The environment's domain.</param>
    /// <param name="domain">The platform's domain.</param>
    /// <param name="wayOut">What to do instead.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NotOneLabel(string name, string domain, string wayOut) => new(
        "NotOneLabel", SslErrorKind.InvalidArgument,
        $"Built-in SSL covers one label under '{domain}', and '{Short(name)}' is not that. {Unchanged}",
        $"Give the environment a name of one label, or {wayOut}", name);

    /// <summary>The local platform's certificate can't be used.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="cause">What is wrong with the certificate.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException WildcardNotUsable(string platform, SslToolsException cause) => new(
        cause.ErrorId switch
        {
            "CertificateNotValidNow" => "WildcardExpired",
            "CertificateHasNoKey" => "WildcardHasNoKey",
            "CertificateDoesNotCoverName" => "WildcardDoesNotCover",
            _ => "WildcardNotUsable",
        },
        cause.Kind, $"The wildcard certificate of the platform '{platform}' can't be used: {cause.Message.TrimEnd('.')}. {Unchanged}",
        $"{cause.RecommendedAction} Then name it with: Register-SslPlatform -Name {platform} ... -Certificate NAME -Force", platform, cause);

    /// <summary>The platform can't do that.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="what">What it can't do, as the end of a sentence.</param>
    /// <param name="wayOut">What to do instead.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PlatformCannot(string platform, string what, string wayOut) => new(
        "PlatformCannot", SslErrorKind.InvalidOperation, $"The platform '{platform}' can't {what}.", wayOut, platform);

    /// <summary>The platform refused, in its own words.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="what">What it was asked to do.</param>
    /// <param name="words">Its words.</param>
    /// <param name="code">Its code, or 0.</param>
    /// <param name="target">The environment, or null.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PlatformRefused(string platform, string what, string words, int code, object? target = null) => new(
        "PlatformRefused", SslErrorKind.InvalidOperation,
        $"The platform '{platform}' refused to {what}: {Short(words).TrimEnd('.')}{(code == 0 ? "" : $" (code {code})")}.",
        "See the quotas and permissions of the account at the platform, then run the command again.", target ?? platform);

    /// <summary>A change was sent and its answer lost.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="what">What was asked for.</param>
    /// <param name="why">How the answer was lost.</param>
    /// <param name="target">The environment.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static PlatformAnswerLostException PlatformAnswerLost(
        string platform, string what, string why, object? target = null, Exception? inner = null) => new(
        $"The platform '{platform}' was asked to {what}, and its answer was lost: {why.TrimEnd('.')}.",
        "Look at what there is now with Get-SslEnvironment before running the command again.", target ?? platform, inner);

    /// <summary>A switch was sent, and the platform has not confirmed it.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="on">What was asked for.</param>
    /// <param name="now">The state that was read afterwards, or null where it couldn't be.</param>
    /// <param name="cause">How the answer was lost; null where it came and yet nothing changed.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException SwitchNotConfirmed(SslEnvironment environment, bool on, bool? now, SslToolsException? cause = null) => new(
        "SwitchNotConfirmed", SslErrorKind.OperationTimeout,
        $"Built-in SSL of '{environment.Name}': the switch to {OnOff(on)} was sent, the platform has not confirmed it; "
        + (now is { } state ? $"it says {OnOff(state)} now." : "its state could not be read.") + " Nothing was sent twice.",
        $"Look again with: Get-BuiltInSsl {environment.Name} -Platform {environment.Platform}", environment.Name, cause);

    /// <summary>The switch was confirmed, but the entry point does not serve the platform's certificate in time.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="endpoint">Where it was looked.</param>
    /// <param name="seen">What was seen instead.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException BuiltInSslNotServed(SslEnvironment environment, string endpoint, string seen) => new(
        "BuiltInSslNotServed", SslErrorKind.OperationTimeout,
        $"Built-in SSL of '{environment.Name}' is on, but {endpoint} {seen}.",
        "Check the domain's DNS and the firewall; a platform may also need a while: look again with Get-BuiltInSsl.", environment.Name);

    /// <summary>The environment has another certificate that built-in SSL would conflict with.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="what">What it has.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException SolutionConflict(SslEnvironment environment, string what) => new(
        "SolutionConflict", SslErrorKind.InvalidOperation,
        $"The environment '{environment.Name}' has {what}. {Unchanged}",
        "Switch over with -Force: the new solution is served before the old one is taken away.", environment.Name);

    /// <summary>What a platform issued is not served in time.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="endpoint">Where it was looked.</param>
    /// <param name="seen">What was seen instead.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PlatformNotServed(SslEnvironment environment, string endpoint, string seen) => new(
        "PlatformNotServed", SslErrorKind.OperationTimeout, $"{endpoint} of '{environment.Name}' {seen}.",
        "Check the domain's DNS and the firewall; a platform may also need a while.", environment.Name);

    /// <summary>Parameters that mean nothing to a platform's add-on.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NotWithPlatform(IEnumerable<string> parameters) => new(
        "NotWithPlatform", SslErrorKind.InvalidArgument,
        $"The platform's add-on asks the CA itself and knows nothing of {string.Join(", ", parameters.Select(name => "-" + name))}.",
        "Leave those parameters out, or leave out -Platform to request the certificate from this machine.");

    /// <summary>The installed certificate is not served in time.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="endpoint">Where it was looked.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PlatformCertificateNotServed(SslEnvironment environment, string endpoint) => new(
        "PlatformCertificateNotServed", SslErrorKind.OperationTimeout,
        $"The certificate was installed for '{environment.Name}', but {endpoint} does not serve it; built-in SSL was left on.",
        "Check the domain's DNS; run the command again once it leads to the environment.", environment.Name);

    /// <summary>A domain that is not bound to the environment.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="domain">The domain.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException DomainNotBound(SslEnvironment environment, string domain) => new(
        "DomainNotBound", SslErrorKind.ObjectNotFound,
        $"'{Short(domain)}' is no custom domain of the environment '{environment.Name}', which has: {List(environment.CustomDomains)}. {Unchanged}",
        "Bind the domain to the environment at the platform first, or name another -HostName.", domain);

    /// <summary>The certificate is for none of the environment's custom domains.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="names">What it is for.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NoCustomDomain(SslEnvironment environment, string certificate, string names) => new(
        "NoCustomDomain", SslErrorKind.InvalidArgument,
        $"The certificate '{certificate}' is for {names}, and for no custom domain of the environment '{environment.Name}' ({List(environment.CustomDomains)}). {Unchanged}",
        "Bind the domain to the environment at the platform first, or give a certificate for a domain that is bound.", environment.Name);

    /// <summary>A node that the platform can't install a certificate on.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="node">The node.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NodeWithoutCustomSsl(SslEnvironment environment, string node) => new(
        "NodeWithoutCustomSsl", SslErrorKind.InvalidOperation,
        $"The platform can't install a certificate on {node} of '{environment.Name}'. {Unchanged}",
        "Add a load balancer in front, with the public address on it.", environment.Name);

    /// <summary>A node takes RSA keys only.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="key">Its key.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NodeNeedsRsa(SslEnvironment environment, string certificate, string key) => new(
        "NodeNeedsRsa", SslErrorKind.InvalidArgument,
        $"The certificate '{certificate}' has a {key} key, and the node of '{environment.Name}' with its public address takes RSA keys of 2048 bits or more only. {Unchanged}",
        "Issue the certificate with -KeyAlgorithm RSA2048.", certificate);

    /// <summary>A node wants the intermediate too.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NodeNeedsIntermediate(SslEnvironment environment, string certificate) => new(
        "NodeNeedsIntermediate", SslErrorKind.InvalidArgument,
        $"The certificate '{certificate}' has no intermediate certificate, which the node of '{environment.Name}' with its public address needs. {Unchanged}",
        "Import it together with its chain.", certificate);

    /// <summary>The environment has no such certificate of one's own.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="hostNames">The domains that were named, or none.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PlatformBindingNotFound(SslEnvironment environment, IReadOnlyList<string> hostNames) => new(
        "PlatformBindingNotFound", SslErrorKind.ObjectNotFound,
        $"The environment '{environment.Name}' has no certificate of its own{(hostNames.Count == 0 ? "" : $" for {List(hostNames)}")}.",
        $"See what it has with: Get-SslBinding -Platform {environment.Platform}; switch built-in SSL off with Disable-BuiltInSsl.", environment.Name);

    /// <summary>A value that is not an entry point or a server.</summary>
    /// <param name="text">The value.</param>
    /// <param name="parameter">The parameter.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException InvalidPlatformAddress(string text, string parameter) => new(
        "InvalidPlatformAddress", SslErrorKind.InvalidArgument,
        $"'{Short(text)}' is not an address, with a port or without.", $"Give -{parameter} as 192.0.2.10, 192.0.2.10:8443 or [2001:db8::10]:8443.", text);

    private static string Meant(string? nearest) => nearest is null ? "" : $" Is '{nearest}' meant?";

    private static string OnOff(bool on) => on ? "on" : "off";

    private static string List(IEnumerable<string> values) => string.Join(", ", values.Take(20));
}
