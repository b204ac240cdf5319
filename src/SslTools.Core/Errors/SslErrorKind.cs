namespace SslTools;

/// <summary>The kinds of failure, named and used as PowerShell's error categories of the same names.</summary>
public enum SslErrorKind
{
    /// <summary>An argument is not acceptable.</summary>
    InvalidArgument,

    /// <summary>A file or an answer is malformed.</summary>
    InvalidData,

    /// <summary>The thing is not in a state that allows the operation.</summary>
    InvalidOperation,

    /// <summary>The named thing does not exist.</summary>
    ObjectNotFound,

    /// <summary>The named thing exists already.</summary>
    ResourceExists,

    /// <summary>Something else holds it.</summary>
    ResourceBusy,

    /// <summary>The account lacks the right.</summary>
    PermissionDenied,

    /// <summary>A key, a signature or a trust decision failed.</summary>
    SecurityError,

    /// <summary>A program that is needed is not installed.</summary>
    NotInstalled,

    /// <summary>A connection could not be made or broke.</summary>
    ConnectionError,

    /// <summary>Something took too long.</summary>
    OperationTimeout,

    /// <summary>Writing failed.</summary>
    WriteError,

    /// <summary>Reading failed.</summary>
    ReadError,
}
