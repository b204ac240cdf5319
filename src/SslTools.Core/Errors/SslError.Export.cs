using System.Collections.Generic;

namespace SslTools;

public static partial class SslError
{
    /// <summary>The file is there already.</summary>
    /// <param name="path">The file.</param>
    /// <param name="force">Whether -Force would replace it.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException FileExists(string path, bool force = true) => new(
        "FileExists", SslErrorKind.ResourceExists,
        force ? $"The file '{path}' exists already." : $"The file '{path}' was written for another certificate just now.",
        force ? "Choose another -Path, or replace the file with -Force." : "Give a folder as -Path: each certificate gets a file of its own there.", path);

    /// <summary>The folder for a file is not there.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException FolderNotFound(string path) => new(
        "FolderNotFound", SslErrorKind.ObjectNotFound,
        $"The folder '{path}' does not exist.",
        "Create it with New-Item -ItemType Directory, or choose another -Path.", path);

    /// <summary>A path of another provider.</summary>
    /// <param name="path">As typed.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NotAFilePath(string path) => new(
        "NotAFilePath", SslErrorKind.InvalidArgument,
        $"'{path}' is not a path in the file system.",
        "Give the path of a file or of an existing folder.", path);

    /// <summary>The key is needed and can't be had.</summary>
    /// <param name="name">The certificate.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NoPrivateKey(string name) => new(
        "NoPrivateKey", SslErrorKind.InvalidOperation,
        $"The certificate '{name}' has no private key that can be exported.",
        "Export it where its key is, or in a format without the key: Pem, Der or Pkcs7.", name);

    /// <summary>The issuers are wanted and there are none.</summary>
    /// <param name="name">The certificate.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException NoChain(string name) => new(
        "NoChain", SslErrorKind.InvalidOperation,
        $"The certificate '{name}' has no issuers to export.",
        "Export it with -PemContent Certificate or FullChain.", name);

    /// <summary>A format that always encrypts.</summary>
    /// <param name="format">The format.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PasswordRequired(SslExportFormat format) => new(
        "PasswordRequired", SslErrorKind.InvalidArgument,
        $"A {format} file holds the private key encrypted, and no password was given.",
        "Give -Password (Read-Host -AsSecureString)" + (format == SslExportFormat.Pfx ? ", or -NoPassword." : "."), format);

    /// <summary>A password that protects nothing, or that readers refuse.</summary>
    /// <param name="format">The format.</param>
    /// <param name="length">The shortest length.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException PasswordTooShort(SslExportFormat format, int length) => new(
        "PasswordTooShort", SslErrorKind.InvalidArgument,
        length > 1 ? $"The password of a {format} file needs at least {length} characters." : "The password is empty.",
        "Give a longer -Password" + (format == SslExportFormat.Pfx ? ", or -NoPassword for a file with the empty password." : "."), format);

    /// <summary>An option that the format does not have.</summary>
    /// <param name="option">Its name, without the dash.</param>
    /// <param name="contents">What the file is.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException OptionNotApplicable(string option, string contents) => new(
        "OptionNotApplicable", SslErrorKind.InvalidArgument,
        $"-{option} has no meaning for {contents}.",
        "Leave it out, or choose another -Format.", option);

    /// <summary>Two options that exclude each other.</summary>
    /// <param name="one">One, without the dash.</param>
    /// <param name="other">The other, without the dash.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException OptionsConflict(string one, string other) => new(
        "OptionsConflict", SslErrorKind.InvalidArgument,
        $"-{one} and -{other} exclude each other.",
        "Leave out one of the two.", other);

    /// <summary>A server whose form is not known.</summary>
    /// <param name="name">As typed.</param>
    /// <param name="known">Those that are.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException UnknownExportTarget(string name, IEnumerable<string> known) => new(
        "UnknownExportTarget", SslErrorKind.InvalidArgument,
        $"SslTools does not know which form the server '{Short(name)}' wants.",
        $"Use one of: {string.Join(", ", known)}; or say the form with -Format and -PemContent.", name);

    /// <summary>Several files, and the path of one.</summary>
    /// <param name="path">The path.</param>
    /// <param name="server">The server.</param>
    /// <param name="files">How many files it wants.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException FolderRequired(string path, string server, int files) => new(
        "FolderRequired", SslErrorKind.InvalidArgument,
        $"{server} wants {files} files, and '{path}' is no folder.",
        "Give an existing folder as -Path: the files are named after the certificate.", path);
}
