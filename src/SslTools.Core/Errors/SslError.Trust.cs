using System;
using System.Collections.Generic;

namespace SslTools;

public static partial class SslError
{
    /// <summary>A kind of trust store that SslTools does not know.</summary>
    /// <param name="name">As typed.</param>
    /// <param name="known">The kinds there are.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException UnknownTrustStore(string name, IEnumerable<string> known) => new(
        "UnknownTrustStore", SslErrorKind.InvalidArgument,
        $"'{name}' is not a trust store that SslTools knows.",
        $"Give -TrustStore one or more of: {string.Join(", ", known)}.", name);

    /// <summary>The machine has no store of that kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException TrustStoreNotFound(string kind) => new(
        "TrustStoreNotFound", SslErrorKind.ObjectNotFound,
        $"This machine and account have no trust store that SslTools can find of the kind {kind}.",
        "Install the program that brings it (start a browser once to make its profile, set JAVA_HOME for Java), or choose another -TrustStore.",
        kind);

    /// <summary>The store is there, but can't be changed.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="path">The file, folder or database.</param>
    /// <param name="why">Why, and what to do about it.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException TrustStoreUnavailable(string kind, string path, string why) => new(
        "TrustStoreUnavailable", SslErrorKind.InvalidOperation,
        $"The {kind} trust store '{path}' can't be changed: {why}.",
        "Put that right and run the command again, or leave this store out of -TrustStore.", path);

    /// <summary>A trust store could not be changed or read.</summary>
    /// <param name="store">The file, folder or database.</param>
    /// <param name="why">The tool's own words.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException TrustStoreFailed(string store, string why, Exception? inner = null) => new(
        "TrustStoreFailed", inner is UnauthorizedAccessException ? SslErrorKind.PermissionDenied : SslErrorKind.InvalidOperation,
        $"The trust store '{store}' could not be changed: {why.Trim().TrimEnd('.')}.",
        "Run the command with the rights to change it (as root, or elevated), or choose other stores with -TrustStore.", store, inner);
}
