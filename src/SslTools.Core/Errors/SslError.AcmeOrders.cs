using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools;

public static partial class SslError
{
    private const int MostShown = 5;

    /// <summary>No way to prove control was given.</summary>
    /// <param name="names">The names.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NoChallengeMethod(string names) => new(
        "NoChallengeMethod", SslErrorKind.InvalidArgument,
        $"Nothing says how control of {names} is to be proved.",
        "Give -WebRoot with the folder of the running web server, -Standalone where nothing listens on port 80, or -DnsProvider.", names);

    /// <summary>None of the given ways can prove control of a name.</summary>
    /// <param name="identifier">The identifier.</param>
    /// <param name="why">Why not.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NoChallengeFor(string identifier, string why) => new(
        "NoChallengeFor", SslErrorKind.InvalidArgument,
        $"Control of '{identifier}' can't be proved: {Sentence(why)}",
        identifier.StartsWith("*.", StringComparison.Ordinal)
            ? "A wildcard is proved by DNS alone: give -DnsProvider, -DnsPlugin, -DnsPresent or -DnsManual."
            : "Choose another way: -WebRoot, -Standalone, -TlsAlpn or -DnsProvider.", identifier);

    /// <summary>The CA could not see the proof.</summary>
    /// <param name="server">The CA.</param>
    /// <param name="failures">The names with the CA's words.</param>
    /// <param name="advice">What to do.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ValidationFailed(string server, IReadOnlyList<SkippedName> failures, string advice) => new(
        "AcmeValidationFailed", SslErrorKind.SecurityError,
        $"{server} could not validate {string.Join("; ", failures.Take(MostShown).Select(failure => $"'{failure.Name}' ({Sentence(failure.Reason).TrimEnd('.')})"))}"
        + (failures.Count > MostShown ? $"; and {failures.Count - MostShown} more." : "."),
        advice, failures.Count == 1 ? failures[0].Name : failures);

    /// <summary>An order that the CA gave up.</summary>
    /// <param name="server">The CA.</param>
    /// <param name="names">What it was for.</param>
    /// <param name="why">The CA's words.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException OrderFailed(string server, string names, string why) => new(
        "AcmeOrderFailed", SslErrorKind.InvalidOperation,
        $"{server} gave up the order for {names}: {Sentence(why)}",
        "Run the command again; it makes a new order.", names);

    /// <summary>The CA took too long.</summary>
    /// <param name="server">The CA.</param>
    /// <param name="what">What was waited for.</param>
    /// <param name="limit">How long.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException AcmeTimeout(string server, string what, TimeSpan limit) => new(
        "AcmeTimeout", SslErrorKind.OperationTimeout,
        $"{server} did not finish {what} within {Span(limit)}.",
        "Run the command again: it goes on with the same order. -TimeoutSeconds allows more.", what);

    /// <summary>A rate limit that a new order would only run into.</summary>
    /// <param name="server">The CA.</param>
    /// <param name="why">Which limit.</param>
    /// <param name="allowed">When it is allowed again, UTC.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException RateLimitForeseen(string server, string why, DateTime allowed) => new(
        "AcmeRateLimitForeseen", SslErrorKind.ResourceBusy,
        $"{server} would refuse this order: {Sentence(why)} The next one is allowed at {allowed:yyyy-MM-dd HH:mm} UTC.",
        "Wait until then, name a second CA with -Server, or try anyway with -Force.", server);

    /// <summary>A profile that the CA does not have.</summary>
    /// <param name="server">The CA.</param>
    /// <param name="profile">As typed.</param>
    /// <param name="known">What it has.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException UnknownProfile(string server, string profile, IEnumerable<string> known) => new(
        "UnknownAcmeProfile", SslErrorKind.InvalidArgument,
        $"{server} has no profile '{Short(profile)}'.",
        known.Any() ? $"Choose one of {string.Join(", ", known)}, or leave -Profile out." : "It has none at all: leave -Profile out.", profile);

    /// <summary>Every CA of the list failed.</summary>
    /// <param name="failures">CA and reason, in order.</param>
    /// <param name="last">The last failure.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException AllServersFailed(IReadOnlyList<string> failures, SslToolsException last) => new(
        "AllAcmeServersFailed", last.Kind,
        $"None of the CAs could be used. {string.Join(" ", failures)}",
        last.RecommendedAction, last.Target, last);

    /// <summary>A port of a listener that is taken or may not be used.</summary>
    /// <param name="port">The port.</param>
    /// <param name="purpose">http-01 or tls-alpn-01.</param>
    /// <param name="why">What the system says.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ChallengePortTaken(int port, string purpose, string why, Exception inner) => new(
        "ChallengePortTaken", SslErrorKind.ResourceBusy,
        $"The listener for {purpose} can't use port {port}: {Sentence(why)}",
        purpose == AcmeChallenge.Http01
            ? "Where a web server has the port, give its folder with -WebRoot; or let it forward /.well-known/acme-challenge/ to another port and give that with -HttpPort. Ports below 1024 need root on Linux."
            : "Stop what has the port, prove control with -WebRoot or -DnsProvider, or let it forward and give -TlsPort. Ports below 1024 need root on Linux.",
        port, inner);

    /// <summary>A web server's folder that is not there.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="host">The host it was to serve.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException WebRootMissing(string path, string host) => new(
        "WebRootMissing", SslErrorKind.ObjectNotFound,
        $"The folder '{path}', from which '{host}' should be served, does not exist.",
        "Give -WebRoot the folder that the web server serves (nginx: root, Apache: DocumentRoot).", path);

    /// <summary>A certificate that is not what was ordered.</summary>
    /// <param name="server">The CA.</param>
    /// <param name="why">What is wrong with it.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException WrongCertificate(string server, string why) => new(
        "AcmeWrongCertificate", SslErrorKind.InvalidData,
        $"{server} gave a certificate that is not what was ordered: {Sentence(why)} It was not kept.",
        "Run the command again; it makes a new order. If it happens again, report it to the CA.", server);

    /// <summary>What the preflight found.</summary>
    /// <param name="faults">All of it.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PreflightFailed(IReadOnlyList<string> faults) => new(
        "PreflightFailed", SslErrorKind.InvalidOperation,
        $"The preflight found what would fail: {string.Join(" ", faults)}",
        "Mend it and run the command again. No order was made.");

    /// <summary>A name without an address.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NameDoesNotResolve(string name) => new(
        "NameDoesNotResolve", SslErrorKind.ObjectNotFound,
        $"'{name}' has no address in the DNS.",
        "Add an A or AAAA record that leads to this machine, or prove control by DNS with -DnsProvider.", name);

    /// <summary>Something else answers where the proof should be.</summary>
    /// <param name="address">Where.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ForeignAnswer(string address) => new(
        "ForeignAnswer", SslErrorKind.InvalidOperation,
        $"{address} is answered by something else than this machine's proof.",
        "Check that the name leads here, and which server, proxy or web root answers for it.", address);

    /// <summary>A certificate that no ACME CA issued to this store.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NotRenewable(string name) => new(
        "NotRenewable", SslErrorKind.InvalidOperation,
        $"'{name}' is not a certificate that Request-LetsEncryptCertificate put into this store.",
        "List the certificates and where they came from with Get-SslCertificate; issue or import others anew with -Force.", name);

    /// <summary>A token that could not be a file's name.</summary>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException BadToken() => new(
        "AcmeBadAnswer", SslErrorKind.InvalidData,
        "The CA sent a token that is not base64url (RFC 8555 section 8.1).",
        "Nothing was written. Check the address of the CA's directory.");
}
