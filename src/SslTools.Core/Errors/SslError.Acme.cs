using System;
using System.Linq;

namespace SslTools;

public static partial class SslError
{
    /// <summary>What a CA refused. The id is Acme and the problem's code: AcmeRateLimited, AcmeUnauthorized, AcmeCaa, ...</summary>
    /// <param name="server">The CA's host.</param>
    /// <param name="what">What was being done, such as "the order for www.example.com".</param>
    /// <param name="problem">Its problem document.</param>
    /// <param name="retryAfter">How long it asks to wait, or null.</param>
    /// <returns>The exception to throw.</returns>
    public static AcmeProblemException AcmeRefused(string server, string what, AcmeProblem problem, TimeSpan? retryAfter = null)
    {
        var details = string.Concat(problem.Subproblems.Select(sub => $" {sub.Identifier?.Value ?? "?"}: {Short(sub.Detail.TrimEnd('.'))}."));
        var id = problem.Code.Length == 0 ? "AcmeRefused" : "Acme" + char.ToUpperInvariant(problem.Code[0]) + problem.Code.Substring(1);
        return new AcmeProblemException(
            id, KindOf(problem.Code), $"{server} refused {what}: {Sentence(problem.Detail)}{details}", AdviceFor(problem.Code, retryAfter),
            problem, retryAfter, what);
    }

    /// <summary>An address that can't be that of a directory.</summary>
    /// <param name="address">What was given.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException AcmeAddress(string address) => new(
        "AcmeAddress", SslErrorKind.InvalidArgument,
        $"'{Short(address)}' is not the address of an ACME directory: it must be an absolute https URL.",
        "Give a CA by name, such as LetsEncrypt, or the https URL of its directory.", address);

    /// <summary>Something that this CA does not offer.</summary>
    /// <param name="server">The CA's host.</param>
    /// <param name="what">What it is, such as "key rollover".</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException AcmeNotOffered(string server, string what) => new(
        "AcmeNotOffered", SslErrorKind.InvalidOperation,
        $"The CA at {server} does not offer {what}.",
        "Ask the CA how it is done there.", server);

    /// <summary>A CA that can't be reached, or that answers with errors of its own.</summary>
    /// <param name="server">The CA's host.</param>
    /// <param name="why">What happened.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException AcmeUnreachable(string server, string why, Exception? inner = null) => new(
        "AcmeUnreachable", SslErrorKind.ConnectionError,
        $"The CA at {server} could not be used: {Sentence(why)}",
        "Try again later, or name a second CA: -Server LetsEncrypt, ZeroSSL.", server, inner);

    /// <summary>A CA whose TLS certificate is not trusted.</summary>
    /// <param name="server">The CA's host.</param>
    /// <param name="why">What is wrong with it.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException AcmeUntrusted(string server, string why, Exception? inner = null) => new(
        "AcmeUntrusted", SslErrorKind.SecurityError,
        $"The TLS certificate of the CA at {server} is not trusted: {Sentence(why)}",
        "For a private CA give its root with -CACertificate root.pem. TLS is always verified.", server, inner);

    /// <summary>A CA whose answer makes no sense.</summary>
    /// <param name="server">The CA's host.</param>
    /// <param name="what">Which answer and what is wrong with it.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException AcmeBadAnswer(string server, string what, Exception? inner = null) => new(
        "AcmeBadAnswer", SslErrorKind.InvalidData,
        $"The CA at {server} gave an answer that can't be used: {Sentence(what)}",
        "Check the address of its directory; if it is right, report the answer to the CA.", server, inner);

    /// <summary>A key that can't be an account key.</summary>
    /// <param name="why">What is wrong with it.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException UnsupportedAccountKey(string why) => new(
        "UnsupportedAccountKey", SslErrorKind.InvalidArgument,
        $"The key can't be an account key: {Sentence(why)}",
        "Use P256, P384, P521 or an RSA key of 2048 to 8192 bits.");

    /// <summary>What to do about a problem of a CA.</summary>
    /// <param name="problem">The problem.</param>
    /// <returns>One or two sentences.</returns>
    internal static string AdviceForProblem(AcmeProblem problem) => AdviceFor(problem.Code, null);

    private static SslErrorKind KindOf(string code) => code switch
    {
        "rateLimited" => SslErrorKind.ResourceBusy,
        "unauthorized" or "caa" or "externalAccountRequired" or "userActionRequired" => SslErrorKind.PermissionDenied,
        "connection" or "dns" or "tls" or "serverInternal" => SslErrorKind.ConnectionError,
        "malformed" or "badCSR" or "rejectedIdentifier" or "unsupportedIdentifier" or "invalidContact" or "unsupportedContact" => SslErrorKind.InvalidArgument,
        "accountDoesNotExist" => SslErrorKind.ObjectNotFound,
        _ => SslErrorKind.InvalidOperation,
    };

    private static string AdviceFor(string code, TimeSpan? retryAfter) => code switch
    {
        "rateLimited" when retryAfter is { } time => $"Wait {Span(time)} before the next try, or name a second CA with -Server.",
        "rateLimited" => "Wait before the next try, or name a second CA with -Server; repeating it now counts against you.",
        "unauthorized" or "incorrectResponse" => "Check that the name leads to this machine and that nothing before it answers for /.well-known/acme-challenge/; -Preflight tests this without spending an attempt.",
        "caa" => "Add the CA to the CAA records of the domain, or choose a CA that they allow with -Server.",
        "connection" => "Open port 80 (http-01) or 443 (tls-alpn-01) to the internet, or prove control by DNS with -DnsProvider.",
        "dns" => "Check that the name exists in public DNS, and that its name servers answer.",
        "externalAccountRequired" => "Get external account binding credentials from the CA and give -EabKeyId and -EabHmacKey.",
        "accountDoesNotExist" => "Forget the account with Remove-LetsEncryptAccount and make a new one with New-LetsEncryptAccount.",
        "userActionRequired" => "Read what the CA asks for (new terms of service, most likely) and run the command with -AcceptTermsOfService.",
        "alreadyRevoked" => "Nothing is left to do.",
        _ => "Read the CA's words above; -Preflight and -WhatIf show what would be asked of it.",
    };

    private static string Sentence(string text)
    {
        var clean = new string(text.Select(c => char.IsControl(c) ? ' ' : c).ToArray()).Trim();
        if (clean.Length > 500) clean = clean.Substring(0, 500) + "…";
        return clean.Length > 0 && ".!?…".IndexOf(clean[clean.Length - 1]) >= 0 ? clean : clean + ".";
    }

    private static string Span(TimeSpan time) =>
        time.TotalMinutes < 2 ? $"{Math.Ceiling(time.TotalSeconds):0} seconds"
        : time.TotalHours < 2 ? $"{Math.Ceiling(time.TotalMinutes):0} minutes"
        : $"{Math.Ceiling(time.TotalHours):0} hours";
}
