using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Carries out and undoes the change of one file.</summary>
internal static class FileChange
{
    /// <summary>Makes the file as it shall be.</summary>
    /// <param name="files">The files.</param>
    /// <param name="edit">The change.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    public static Task ApplyAsync(IServerFiles files, FileEdit edit, CancellationToken cancellationToken) =>
        WriteAsync(files, edit, edit.Before, edit.After, cancellationToken);

    /// <summary>Puts a file back, unless somebody else changed it meanwhile.</summary>
    /// <param name="files">The files.</param>
    /// <param name="edit">The change.</param>
    /// <returns>True when the original stands there.</returns>
    public static async Task<bool> RestoreAsync(IServerFiles files, FileEdit edit)
    {
        var now = files.Read(edit.Path);
        if (edit.IsBefore(now)) return true;
        if (!edit.IsAfter(now)) return false;
        await WriteAsync(files, edit, edit.After, edit.Before, CancellationToken.None).ConfigureAwait(false);
        return true;
    }

    private static Task WriteAsync(IServerFiles files, FileEdit edit, byte[]? from, byte[]? to, CancellationToken cancellationToken)
    {
        if (to is not null)
        {
            return from is null ? files.CreateAsync(edit.Path, to, edit.IsPrivate, edit.Owner, cancellationToken)
                : files.ReplaceAsync(edit.Path, to, cancellationToken);
        }

        files.Delete(edit.Path);
        return Task.CompletedTask;
    }
}
