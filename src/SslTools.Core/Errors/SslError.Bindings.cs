using System;
using System.Collections.Generic;

namespace SslTools;

public static partial class SslError
{
    /// <summary>No site of that name.</summary>
    /// <param name="server">The server.</param>
    /// <param name="hostName">The name asked for.</param>
    /// <param name="configPath">The main configuration file.</param>
    /// <param name="nearest">The nearest names there are.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException SiteNotFound(string server, string hostName, string configPath, IReadOnlyList<string> nearest) => new(
        "SiteNotFound", SslErrorKind.ObjectNotFound,
        $"No site of {server} has the name '{hostName}' in '{configPath}' and what it includes.",
        nearest.Count == 0
            ? "Add a site with that name to the configuration first."
            : $"The nearest names are: {string.Join(", ", nearest)}. Use one of them, or add a site with that name first.",
        hostName);

    /// <summary>The site has no HTTPS on the port.</summary>
    /// <param name="hostName">The site.</param>
    /// <param name="port">The port.</param>
    /// <param name="place">File and line of the site.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException BindingNotFound(string hostName, int port, string place) => new(
        "BindingNotFound", SslErrorKind.ObjectNotFound,
        $"The site '{hostName}' at {place} has no HTTPS on port {port}.",
        "List what there is with Get-SslBinding, and give its -Port.", hostName);

    /// <summary>No site of that name answers HTTPS.</summary>
    /// <param name="hostName">The name asked for.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException BindingNotFound(string hostName) => new(
        "BindingNotFound", SslErrorKind.ObjectNotFound,
        $"No site with the name '{hostName}' answers HTTPS.",
        "List what there is with Get-SslBinding, or bind a certificate with Set-SslBinding.", hostName);

    /// <summary>Nothing would be left for the site to listen on.</summary>
    /// <param name="hostName">The site.</param>
    /// <param name="port">The port.</param>
    /// <param name="place">File and line of the site.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException LastListener(string hostName, int port, string place) => new(
        "LastListener", SslErrorKind.InvalidOperation,
        $"The site '{hostName}' at {place} listens on HTTPS port {port} alone; without it the server would show the site on plain HTTP. {Unchanged}",
        "Delete the site from the configuration, or first add what it shall listen on, such as 'listen 80;'.", hostName);

    /// <summary>A setting stands in a file that several sites may share.</summary>
    /// <param name="directive">The setting.</param>
    /// <param name="place">Its file and line.</param>
    /// <param name="hostName">The site.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException SettingIncluded(string directive, string place, string hostName) => new(
        "SettingIncluded", SslErrorKind.InvalidOperation,
        $"The site '{hostName}' takes '{directive}' from {place}, which other sites may share. {Unchanged}",
        "Move the setting from there into the site itself, then run the command again.", hostName);

    /// <summary>The site is written for another address alone.</summary>
    /// <param name="hostName">The site.</param>
    /// <param name="place">File and line of the site.</param>
    /// <param name="port">The port asked for.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException SiteTiedToAddress(string hostName, string place, int port) => new(
        "SiteTiedToAddress", SslErrorKind.InvalidOperation,
        $"The site '{hostName}' at {place} stands inside a block for another address, so that it can't answer on port {port}. {Unchanged}",
        "Move the site out of that block, then run the command again.", hostName);

    /// <summary>TLS versions and ciphers are those of a socket that sites share.</summary>
    /// <param name="server">The server.</param>
    /// <param name="place">File and line of the socket.</param>
    /// <param name="line">What to write there.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PolicyOfSocket(string server, string place, string line) => new(
        "PolicyOfSocket", SslErrorKind.InvalidOperation,
        $"{server} has one TLS policy for all sites of a socket, and this one was written by hand at {place}. {Unchanged}",
        $"Leave -TlsPolicy out, or write beside the socket's ssl.pemfile: {line}", place);

    /// <summary>A path that the server's configuration can't express.</summary>
    /// <param name="path">The path.</param>
    /// <param name="server">The server.</param>
    /// <param name="why">What is wrong with it.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PathNotUsable(string path, string server, string why) => new(
        "PathNotUsable", SslErrorKind.InvalidArgument,
        $"{server} can't be told the path '{path}': {why}.",
        "Keep the store in a folder without such characters (-StorePath, or SSLTOOLS_HOME).", path);

    /// <summary>The certificate is for other names.</summary>
    /// <param name="hostName">The name asked for.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="names">What it is for.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException CertificateDoesNotCoverName(string hostName, string certificate, string names) => new(
        "CertificateDoesNotCoverName", SslErrorKind.InvalidArgument,
        $"The certificate '{certificate}' is for {names}, not for '{hostName}'.",
        "Give a certificate for that name, or another -HostName.", hostName);

    /// <summary>The certificate is kept nowhere.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException CertificateNotOnDisk(string certificate) => new(
        "CertificateNotOnDisk", SslErrorKind.InvalidArgument,
        $"The certificate '{certificate}' is not on disk, so a web server can't read it.",
        "Issue it without -Ephemeral, or import it into the store first.", certificate);

    /// <summary>The certificate's key is kept elsewhere.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException CertificateHasNoKey(string certificate) => new(
        "CertificateHasNoKey", SslErrorKind.InvalidArgument,
        $"The certificate '{certificate}' has no private key in the store, so a web server can't use it.",
        "Import the certificate together with its key.", certificate);

    /// <summary>The key belongs to another certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="keyPath">The key's file.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException KeyMismatch(string certificate, string keyPath) => new(
        "KeyMismatch", SslErrorKind.SecurityError,
        $"The private key '{keyPath}' does not belong to the certificate '{certificate}'.",
        "Import or issue the certificate again, with its own key.", certificate);

    /// <summary>The certificate is outside its validity.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="why">The dates.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException CertificateNotValidNow(string certificate, string why) => new(
        "CertificateNotValidNow", SslErrorKind.InvalidArgument,
        $"The certificate '{certificate}' can't be served: {why}.", "Renew it, or give another one.", certificate);

    /// <summary>An earlier version, which the store will drop one day.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="version">Its version.</param>
    /// <param name="current">The current version.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException CertificateNotCurrent(string certificate, int version, int current) => new(
        "CertificateNotCurrent", SslErrorKind.InvalidArgument,
        $"Version {version} of the certificate '{certificate}' is not the current one, which is {current}.",
        "Give the certificate without a version; import the earlier one again to make it current.", certificate);

    /// <summary>The server took up the change and yet does not serve it.</summary>
    /// <param name="endpoint">Where it was looked.</param>
    /// <param name="server">The server.</param>
    /// <param name="seen">What was seen instead.</param>
    /// <param name="log">What the server logged.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException CertificateNotServed(string endpoint, string server, string seen, string log) => new(
        "CertificateNotServed", SslErrorKind.InvalidOperation,
        $"{server} was reloaded, but {endpoint} {seen}.{Logged(server, log)} {Unchanged}",
        "See the server's error log, and whether another site or program answers at that address; -WhatIf shows the change.", endpoint);

    /// <summary>The server took up the change, but no handshake comes about.</summary>
    /// <param name="endpoint">Where it was tried.</param>
    /// <param name="server">The server.</param>
    /// <param name="why">How it failed.</param>
    /// <param name="log">What the server logged.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException HandshakeFailed(string endpoint, string server, string why, string log) => new(
        "HandshakeFailed", SslErrorKind.ConnectionError,
        $"{server} was reloaded, but the handshake with {endpoint} failed: {why.Trim().TrimEnd('.')}.{Logged(server, log)} {Unchanged}",
        "See the server's error log, and whether a firewall or another program stands between.", endpoint);

    /// <summary>A failed change could not be undone.</summary>
    /// <param name="path">The file.</param>
    /// <param name="why">What stood in the way.</param>
    /// <param name="cause">The failure that was to be undone.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException RollbackFailed(string path, string why, Exception cause) => new(
        "RollbackFailed", SslErrorKind.WriteError,
        $"The change failed ({cause.Message.Replace(" " + Unchanged, "").TrimEnd('.')}), and '{path}' could not be put back: {why.Trim().TrimEnd('.')}.",
        "Put right what stands in the way and run the command again: it first puts the original back, which the store keeps.", path, cause);
}
