using System;
using System.Collections.Generic;

namespace SslTools;

public static partial class SslError
{
    /// <summary>A file that ends before what it holds does.</summary>
    /// <param name="place">File, and line or byte.</param>
    /// <param name="why">What is missing.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException TruncatedFile(string place, string why) => new(
        "TruncatedFile", SslErrorKind.InvalidData,
        $"{place} is cut off: {why}.",
        "Copy or download the file again, whole.", place);

    /// <summary>A file whose content is not what it claims to be.</summary>
    /// <param name="place">File, and line or byte.</param>
    /// <param name="why">What is wrong.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException MalformedFile(string place, string why, Exception? inner = null) => new(
        "MalformedFile", SslErrorKind.InvalidData,
        $"{place} can't be read: {why.TrimEnd('.')}.",
        "Ask for the file again, or leave it out.", place, inner);

    /// <summary>A file that asks for more than any honest one.</summary>
    /// <param name="place">File.</param>
    /// <param name="why">Which limit it passes.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException FileTooLarge(string place, string why) => new(
        "FileTooLarge", SslErrorKind.InvalidData,
        $"{place} is not read: {why}.",
        "Give the files with the certificate, its chain and its key alone.", place);

    /// <summary>A file that holds something else.</summary>
    /// <param name="place">The file.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException UnknownFileFormat(string place) => new(
        "UnknownFileFormat", SslErrorKind.InvalidData,
        $"{place} holds no certificate and no private key in a form that SslTools knows.",
        "Give PEM, DER, PKCS#7, PKCS#8, PFX, Java keystores, or folders and zip files of them.", place);

    /// <summary>A key or an encryption that SslTools does not have.</summary>
    /// <param name="place">File, and line or byte.</param>
    /// <param name="what">The algorithm.</param>
    /// <param name="advice">How to convert it.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException UnsupportedAlgorithm(string place, string what, string advice) => new(
        "UnsupportedAlgorithm", SslErrorKind.InvalidData, $"{place} needs {what}, which SslTools does not have.", advice, place);

    /// <summary>Something encrypted, and no password.</summary>
    /// <param name="place">File, and line or byte.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PasswordRequired(string place) => new(
        "PasswordRequired", SslErrorKind.SecurityError,
        $"{place} is encrypted, and no password was given.",
        "Give -Password (Read-Host -AsSecureString).", place);

    /// <summary>A password that does not open the file.</summary>
    /// <param name="place">File, and line or byte.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException WrongPassword(string place) => new(
        "WrongPassword", SslErrorKind.SecurityError,
        $"The password does not open {place}.",
        "Run the command again with the right -Password; each file with a password of its own needs a run of its own.", place);

    /// <summary>No file of that name.</summary>
    /// <param name="path">As typed.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException FileNotFound(string path) => new(
        "FileNotFound", SslErrorKind.ObjectNotFound,
        $"There is no file or folder '{Short(path)}'.",
        "Check the path.", path);

    /// <summary>A file that this account can't read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException FileNotReadable(string path, Exception inner) => new(
        "FileNotReadable", inner is UnauthorizedAccessException ? SslErrorKind.PermissionDenied : SslErrorKind.ReadError,
        $"'{path}' could not be read{Because(inner)}.",
        "Check the file's permissions.", path, inner);

    /// <summary>Files without any certificate.</summary>
    /// <param name="what">What was given.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NoCertificateFound(string what) => new(
        "NoCertificateFound", SslErrorKind.ObjectNotFound,
        $"There is no certificate in {what}.",
        "Add the file with the certificate that the CA sent.", what);

    /// <summary>A certificate whose key is nowhere.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="store">The store that was searched.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PrivateKeyNotFound(string certificate, string store) => new(
        "PrivateKeyNotFound", SslErrorKind.ObjectNotFound,
        $"The private key of '{certificate}' is neither among the files nor in a request or certificate of the store '{store}'.",
        "Add the key's file, give -StorePath where the request was made, or ask the CA for a new certificate with New-SslCertificateRequest.", certificate);

    /// <summary>Keys, but none of this certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="places">Where the keys are.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException KeyOfAnotherCertificate(string certificate, IReadOnlyList<string> places) => new(
        "KeyMismatch", SslErrorKind.InvalidData,
        $"The private key in {string.Join(", ", places)} does not belong to '{certificate}'.",
        "Find the key that the certificate was requested with, or ask for a new certificate with New-SslCertificateRequest.", certificate);

    /// <summary>A platform's certificate whose key stays where it is.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException KeyNotExportable(string certificate) => new(
        "KeyNotExportable", SslErrorKind.SecurityError,
        $"The private key of '{certificate}' can't be exported from where it is kept.",
        "Give its file with -PrivateKeyPath, import the original PFX file, or ask for a new certificate with New-SslCertificateRequest.", certificate);

    /// <summary>Several certificates, and one name for them.</summary>
    /// <param name="name">The name given.</param>
    /// <param name="found">What was found.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException SeveralCertificates(string name, IReadOnlyList<string> found) => new(
        "SeveralCertificates", SslErrorKind.InvalidArgument,
        $"There are {found.Count} server certificates, and none of them is for '{name}': {string.Join("; ", found)}.",
        "Leave out -Name to import each, or choose one with -HostName.", name);
}
