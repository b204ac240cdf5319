using System;

namespace SslTools;

public static partial class SslError
{
    /// <summary>The store's folder can't be used.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="why">What is wrong with it.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException StoreNotUsable(string path, string why, Exception? inner = null) => new(
        "StoreNotUsable", inner is UnauthorizedAccessException ? SslErrorKind.PermissionDenied : SslErrorKind.InvalidArgument,
        $"The store '{path}' can't be used: {why}.",
        "Give a folder that this account may write with -StorePath, or set SSLTOOLS_HOME.", path, inner);

    /// <summary>Nothing of that name.</summary>
    /// <param name="what">certificate, certificate authority, ...</param>
    /// <param name="name">The name asked for.</param>
    /// <param name="store">The store's folder.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NotFound(string what, string name, string store) => new(
        "NotFound", SslErrorKind.ObjectNotFound,
        $"There is no {what} named '{name}' in the store '{store}'.",
        "List what there is with Get-SslCertificate, Get-SslCertificateAuthority or Get-SslCertificateRequest.", name);

    /// <summary>A certificate that no store keeps.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NotStored(string name) => new(
        "NotStored", SslErrorKind.InvalidOperation,
        $"The certificate '{name}' is not kept in a store.",
        "Give a certificate from Get-SslCertificate, or a name.", name);

    /// <summary>The name is taken.</summary>
    /// <param name="what">certificate, certificate authority, ...</param>
    /// <param name="name">The name.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException AlreadyExists(string what, string name) => new(
        "AlreadyExists", SslErrorKind.ResourceExists,
        $"There is already a {what} named '{name}'.",
        "Choose another -Name, or replace it with -Force (the earlier version is kept).", name);

    /// <summary>An entry of the store can't be read.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="why">What is wrong with it.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException CorruptEntry(string path, string why, Exception? inner = null) => new(
        "CorruptEntry", SslErrorKind.InvalidData,
        $"The store entry '{path}' is damaged: {why}.",
        "Replace it by issuing or importing again with -Force, or delete it with Remove-SslCertificate.", path, inner);

    /// <summary>A file of the store that this account can't read.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException EntryNotReadable(string path, Exception inner) => new(
        "EntryNotReadable", inner is UnauthorizedAccessException ? SslErrorKind.PermissionDenied : SslErrorKind.ReadError,
        $"'{path}' could not be read{Because(inner)}.",
        "Run the command as the account that owns the store, or name another store with -StorePath.", path, inner);

    /// <summary>Somebody changed the entry meanwhile.</summary>
    /// <param name="name">The name.</param>
    /// <param name="expected">The version that was expected.</param>
    /// <param name="actual">The version that was found.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException StoreConflict(string name, int expected, int actual) => new(
        "StoreConflict", SslErrorKind.ResourceBusy,
        $"'{name}' was changed by someone else: version {expected} was expected, version {actual} is there.",
        "Run the command again.", name);

    /// <summary>Another process holds the lock.</summary>
    /// <param name="name">The name.</param>
    /// <param name="holder">Who holds it, as far as is known.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException StoreLocked(string name, string holder) => new(
        "StoreLocked", SslErrorKind.ResourceBusy,
        $"'{name}' is being changed by {holder}.",
        "Wait until it is done and run the command again.", name);

    /// <summary>Writing failed; nothing was changed.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException WriteFailed(string path, Exception inner) => new(
        "WriteFailed", inner is UnauthorizedAccessException ? SslErrorKind.PermissionDenied : SslErrorKind.WriteError,
        $"'{path}' could not be written{Because(inner)}. Nothing was changed.",
        "Check the free space and the permissions of the folder, then run the command again.", path, inner);
}
