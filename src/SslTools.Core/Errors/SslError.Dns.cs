using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools;

public static partial class SslError
{
    /// <summary>Several ways of writing records at once.</summary>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException SeveralDnsWays() => new(
        "SeveralDnsWays", SslErrorKind.InvalidArgument,
        "Only one of -DnsProvider, -DnsPlugin, -DnsPresent, -DnsManual and -DnsPersist can be used at once.",
        "Give one of them; -WebRoot, -Standalone or -TlsAlpn may stand beside it for the names that are no wildcards.");

    /// <summary>An argument that can't be kept for renewals.</summary>
    /// <param name="what">What it is.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException UnsupportedDnsArgument(string what) => new(
        "UnsupportedDnsArgument", SslErrorKind.InvalidArgument,
        $"The arguments of a DNS provider can't hold {what}, because renewals need them again.",
        "Give text, numbers, lists, tables, SecureString or PSCredential.");

    /// <summary>A DNS server that is no address.</summary>
    /// <param name="text">As typed.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException InvalidDnsServer(string text) => new(
        "InvalidDnsServer", SslErrorKind.InvalidArgument,
        $"'{Short(text)}' is not the address of a DNS server.",
        "Give an IP address, with a port where it is not 53: 192.0.2.53:5353 or [2001:db8::53]:5353.", text);

    /// <summary>A DNS provider that SslTools does not know.</summary>
    /// <param name="name">As typed.</param>
    /// <param name="nearest">The known name that looks most like it, or null.</param>
    /// <param name="known">The names there are.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException UnknownDnsProvider(string name, string? nearest, IEnumerable<string> known) => new(
        "UnknownDnsProvider", SslErrorKind.InvalidArgument,
        $"'{Short(name)}' is not a DNS provider that SslTools knows{(nearest is null ? "." : $"; did you mean {nearest}?")}",
        $"Give -DnsProvider one of: {string.Join(", ", known)}; or use a Posh-ACME plugin with -DnsPlugin, or your own script with -DnsPresent.", name);

    /// <summary>What a DNS provider was told is not what it needs. Values are never shown: they may be secrets.</summary>
    /// <param name="provider">The provider's name.</param>
    /// <param name="why">Which parameters, and what is wrong with them.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException InvalidDnsArgument(string provider, string why) => new(
        "InvalidDnsArgument", SslErrorKind.InvalidArgument,
        $"The DNS provider {provider} can't be used: {Sentence(why)}",
        $"Correct the arguments; docs/guides/dns-providers.md lists those of {provider}.", provider);

    /// <summary>A DNS provider refused or failed.</summary>
    /// <param name="provider">The provider's name.</param>
    /// <param name="what">What was being done, such as "add the TXT record _acme-challenge.example.com".</param>
    /// <param name="why">The provider's own words, without secrets.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException DnsProviderFailed(string provider, string what, string why, Exception? inner = null) => new(
        "DnsProviderFailed", SslErrorKind.InvalidOperation,
        $"The DNS provider {provider} could not {what}: {Sentence(why)}",
        "Check its arguments, and that its account may change this zone; docs/guides/dns-providers.md names the rights it needs.", what, inner);

    /// <summary>No zone holds a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="where">Who was asked.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException DnsZoneNotFound(string name, string where) => new(
        "DnsZoneNotFound", SslErrorKind.ObjectNotFound,
        $"No zone that holds '{Short(name)}' was found: {Sentence(where)}",
        "Check the name, and that the zone is served there and visible to this account.", name);

    /// <summary>The DNS does not answer.</summary>
    /// <param name="name">The name asked for.</param>
    /// <param name="why">Who did not answer, or how.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException DnsUnavailable(string name, string why, Exception? inner = null) => new(
        "DnsUnavailable", SslErrorKind.ConnectionError,
        $"The DNS gave no usable answer about '{Short(name)}': {Sentence(why)}",
        "Check that this machine can reach DNS servers on port 53 (UDP and TCP), or name others with -DnsServer.", name, inner);

    /// <summary>CNAME records that lead nowhere.</summary>
    /// <param name="name">Where the chain begins.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException DnsLoop(string name) => new(
        "DnsLoop", SslErrorKind.InvalidData,
        $"The CNAME records of '{Short(name)}' form a loop, or a chain of more than 16.",
        "Correct the CNAME records.", name);

    /// <summary>Records that did not reach the authoritative servers in time.</summary>
    /// <param name="missing">Each record's name with the servers that lack it.</param>
    /// <param name="limit">How long was waited.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException DnsNotPropagated(IReadOnlyDictionary<string, string> missing, TimeSpan limit) => new(
        "DnsNotPropagated", SslErrorKind.OperationTimeout,
        $"After {Span(limit)} not every authoritative name server shows the TXT record{(missing.Count == 1 ? "" : "s")}: "
        + string.Join("; ", missing.Select(pair => $"{pair.Key} is missing at {pair.Value}")) + ".",
        "Wait longer with -DnsTimeoutSeconds where the provider is slow; correct servers that stay behind or never answer, or take them out of the zone's NS records.",
        missing.Keys.First());

    /// <summary>CAA records that keep this CA from issuing.</summary>
    /// <param name="name">The name asked for.</param>
    /// <param name="authority">How the CA calls itself.</param>
    /// <param name="why">Which record, and what it says.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException CaaForbids(string name, string authority, string why) => new(
        "CaaForbids", SslErrorKind.PermissionDenied,
        $"The CAA records of '{Short(name)}' do not let {authority} issue for it: {Sentence(why)}",
        $"Add a CAA record such as: 0 issue \"{authority}\"; or choose a CA that they allow with -Server.", name);

    /// <summary>No record at _validation-persist that serves the order.</summary>
    /// <param name="name">The name asked for.</param>
    /// <param name="record">The record to set.</param>
    /// <param name="value">Its text.</param>
    /// <param name="why">What is wrong with those that are there.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException DnsPersistMissing(string name, string record, string value, string why) => new(
        "DnsPersistMissing", SslErrorKind.ObjectNotFound,
        $"'{Short(name)}' has no standing TXT record that lets this account issue: {Sentence(why)}",
        $"Set this record once and leave it: {record} TXT \"{value}\"", name);

    /// <summary>A plugin that is not installed.</summary>
    /// <param name="plugin">As typed.</param>
    /// <param name="nearest">The installed one that looks most like it, or null.</param>
    /// <param name="installed">How many there are.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException DnsPluginNotFound(string plugin, string? nearest, int installed) => new(
        "DnsPluginNotFound", SslErrorKind.ObjectNotFound,
        $"No Posh-ACME plugin '{Short(plugin)}' is installed{(nearest is null ? "." : $"; did you mean {nearest}?")}",
        installed == 0
            ? "Install the module (Install-Module Posh-ACME), or set POSHACME_PLUGINS to a folder with plugins."
            : $"Press Tab after -DnsPlugin to see the {installed} plugins that are installed.", plugin);

    /// <summary>A plugin that can't write TXT records.</summary>
    /// <param name="plugin">Its name.</param>
    /// <param name="why">What it is.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException DnsPluginUnsupported(string plugin, string why) => new(
        "DnsPluginUnsupported", SslErrorKind.InvalidArgument,
        $"The plugin of {plugin} can't be used: {Sentence(why)}",
        "Choose a plugin for dns-01; for http-01 use -WebRoot or -Standalone.", plugin);
}
