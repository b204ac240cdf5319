using System;

namespace SslTools;

public static partial class SslError
{
    private const string Unchanged = "Nothing was changed.";

    /// <summary>A web server of which SslTools knows nothing.</summary>
    /// <param name="server">As typed.</param>
    /// <param name="known">Those it knows.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException UnknownServer(string server, string known) => new(
        "UnknownServer", SslErrorKind.InvalidArgument,
        $"'{server}' is not a web server that SslTools can configure.",
        $"Give -Server one of: {known}.", server);

    /// <summary>Something that this kind of server has no setting for.</summary>
    /// <param name="server">Its name.</param>
    /// <param name="parameter">The parameter.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException FeatureNotSupported(string server, string parameter) => new(
        "FeatureNotSupported", SslErrorKind.InvalidArgument,
        $"SslTools can't do -{parameter} for {server}. {Unchanged}",
        $"Leave -{parameter} out.", parameter);

    /// <summary>A program that a change needs failed.</summary>
    /// <param name="server">The server.</param>
    /// <param name="command">Program and arguments.</param>
    /// <param name="words">What it said.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ServerCommandFailed(string server, string command, string words) => new(
        "ServerCommandFailed", SslErrorKind.InvalidOperation,
        $"The change of {server} needs '{command}', which failed: {OneLine(words)} {Unchanged}",
        "Run that command by hand to see more, mend what it names, then run the command again.", server);

    /// <summary>The web server is not installed.</summary>
    /// <param name="server">Its name.</param>
    /// <param name="advice">How to install it.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ServerNotInstalled(string server, string advice) => new(
        "ServerNotInstalled", SslErrorKind.NotInstalled, $"The web server '{server}' is not installed.", advice, server);

    /// <summary>The web server's program does not tell what is needed.</summary>
    /// <param name="server">Its name.</param>
    /// <param name="program">Its program.</param>
    /// <param name="words">What it said.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ServerNotUsable(string server, string program, string words) => new(
        "ServerNotUsable", SslErrorKind.InvalidOperation,
        $"The program '{program}' does not answer as {server} does: {OneLine(words)}",
        "Run it by hand, or name the right configuration with -ConfigPath.", program);

    /// <summary>The web server is older than what is asked of it.</summary>
    /// <param name="server">Its name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="needed">The version that is needed.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ServerTooOld(string server, string version, string needed) => new(
        "ServerTooOld", SslErrorKind.InvalidOperation,
        $"This {server} has the version {version}; SslTools needs {needed} or later. {Unchanged}", $"Update {server}.", server);

    /// <summary>The web server lacks a part of itself.</summary>
    /// <param name="server">Its name.</param>
    /// <param name="module">The part.</param>
    /// <param name="advice">How to get it.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ServerModuleMissing(string server, string module, string advice) => new(
        "ServerModuleMissing", SslErrorKind.NotInstalled, $"{server} needs its module '{module}' for that, which is not there. {Unchanged}", advice, module);

    /// <summary>A configuration file that is not there.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ConfigurationNotFound(string path) => new(
        "ConfigurationNotFound", SslErrorKind.ObjectNotFound,
        $"There is no configuration file '{path}'.",
        "Name the server's main configuration file with -ConfigPath.", path);

    /// <summary>A configuration file that this account can't read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ConfigurationNotReadable(string path, Exception inner) => new(
        "ConfigurationNotReadable", inner is UnauthorizedAccessException ? SslErrorKind.PermissionDenied : SslErrorKind.ReadError,
        $"The configuration file '{path}' could not be read: {inner.Message}",
        "Run the command as an account that may read it, such as root.", path, inner);

    /// <summary>A configuration file that this account can't write.</summary>
    /// <param name="path">The file.</param>
    /// <param name="why">What is wrong.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ConfigurationNotWritable(string path, string why, Exception? inner = null) => new(
        "ConfigurationNotWritable", inner is null or UnauthorizedAccessException ? SslErrorKind.PermissionDenied : SslErrorKind.WriteError,
        $"The configuration file '{path}' could not be written: {why.Trim().TrimEnd('.')}. {Unchanged}",
        "Run the command as the account that owns the file, such as root; check the free space too.", path, inner);

    /// <summary>A configuration that is wrong before anything is changed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The line, or 0 where the server's words name it.</param>
    /// <param name="why">What is wrong.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ConfigurationBroken(string path, int line, string why) => new(
        "ConfigurationBroken", SslErrorKind.InvalidData,
        $"The configuration is broken at '{(line > 0 ? $"{path}:{line}" : path)}': {why.Trim().TrimEnd('.')}. {Unchanged}",
        "Mend the configuration first, then run the command again.", path);

    /// <summary>The server refuses the changed configuration.</summary>
    /// <param name="server">The server.</param>
    /// <param name="path">The main configuration file.</param>
    /// <param name="words">The server's own words.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ConfigurationRejected(string server, string path, string words) => new(
        "ConfigurationRejected", SslErrorKind.InvalidOperation,
        $"{server} refuses the changed configuration of '{path}': {words.Trim()} {Unchanged}",
        "Mend what the server names, then run the command again; -WhatIf shows the change.", path);

    /// <summary>The configuration was changed by someone else at the same time.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ConfigurationChanged(string path) => new(
        "ConfigurationChanged", SslErrorKind.ResourceBusy,
        $"'{path}' was changed by someone else while the command ran. {Unchanged}",
        "Run the command again.", path);

    /// <summary>The server does not run, so that it can't take up a change.</summary>
    /// <param name="server">The server.</param>
    /// <param name="path">The main configuration file.</param>
    /// <param name="advice">How to start it.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ServerNotRunning(string server, string path, string advice) => new(
        "ServerNotRunning", SslErrorKind.InvalidOperation,
        $"{server} is not running with the configuration '{path}', so it can't serve the change. {Unchanged}", advice, path);

    /// <summary>The server could not be told to take up the change.</summary>
    /// <param name="server">The server.</param>
    /// <param name="words">The words of what failed.</param>
    /// <param name="log">What the server logged.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ReloadFailed(string server, string words, string log) => new(
        "ReloadFailed", SslErrorKind.InvalidOperation,
        $"{server} could not be reloaded: {words.Trim()}{Logged(server, log)} {Unchanged}",
        "Run the command as the account that started the server, such as root.", server);

    /// <summary>The port belongs to something else.</summary>
    /// <param name="address">Address and port.</param>
    /// <param name="port">The port.</param>
    /// <param name="heldBy">The place in the server's own configuration that holds it, or null.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PortTaken(string address, int port, string? heldBy) => new(
        "PortTaken", SslErrorKind.ResourceBusy,
        heldBy is null
            ? $"Port {port} is taken: another program listens on {address}. {Unchanged}"
            : $"Port {port} is taken: {heldBy} holds a part of {address}, and a running server can't widen it. {Unchanged}",
        heldBy is null
            ? $"See which with: ss -ltnp 'sport = :{port}'. Stop it, or choose another -Port."
            : "Choose another -Port, or bring both places to the same address and restart the server.",
        port);

    /// <summary>The port is used for something that is not HTTPS in the server's own configuration.</summary>
    /// <param name="port">The port.</param>
    /// <param name="place">File and line.</param>
    /// <param name="what">What it is used for.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PortNotHttps(int port, string place, string what) => new(
        "PortNotHttps", SslErrorKind.ResourceBusy,
        $"Port {port} is used for {what} at {place}. {Unchanged}", "Choose another -Port, or change that place first.", port);

    private static string Logged(string server, string log) => log.Trim().Length == 0 ? "" : $" {server} logged: {log.Trim()}";

    private static string OneLine(string words) => string.Join(" ", words.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).Trim();
}
