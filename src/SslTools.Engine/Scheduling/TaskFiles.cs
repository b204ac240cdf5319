using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using SslTools.Engine.Storage;

namespace SslTools.Engine.Scheduling;

/// <summary>The files that define a task, which become what they should be all together or not at all.</summary>
internal sealed class TaskFiles(string scheduler, IReadOnlyDictionary<string, string> contents)
{
    /// <summary>The whole of them, for the user to read.</summary>
    public string Text => string.Join("\n", contents.Select(file => $"# {file.Key}\n{file.Value}"));

    /// <summary>Whether they are there as they should be.</summary>
    public bool AreCurrent => contents.All(file => Read(file.Key) is { } present && present.SequenceEqual(Encoding.UTF8.GetBytes(file.Value)));

    /// <summary>Writes them, and has the scheduler take them; where it fails, what was there before is put back.</summary>
    /// <param name="take">Makes the scheduler take what is there.</param>
    /// <param name="putBack">Makes it take what was there before, as far as that can be done.</param>
    public Task WriteAsync(Func<Task> take, Func<Task> putBack) => ChangeAsync(
        () =>
        {
            foreach (var file in contents)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file.Key)!);
                SecureFiles.ReplaceReadable(file.Key, Encoding.UTF8.GetBytes(file.Value));
            }
        },
        take, putBack);

    /// <summary>Deletes them; alike.</summary>
    public Task DeleteAsync(Func<Task> take, Func<Task> putBack) => ChangeAsync(() =>
    {
        foreach (var path in contents.Keys) File.Delete(path);
    }, take, putBack);

    /// <summary>Reads a file, or gives null where there is none.</summary>
    public static byte[]? Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SslError.FileNotReadable(path, e);
        }
    }

    /// <summary>Reads a text, or gives null where there is none.</summary>
    public static string? ReadText(string path) => Read(path) is { } content ? Encoding.UTF8.GetString(content) : null;

    private async Task ChangeAsync(Action change, Func<Task> take, Func<Task> putBack)
    {
        var before = contents.Keys.ToDictionary(path => path, Read);
        try
        {
            change();
            await take().ConfigureAwait(false);
        }
        catch (Exception e) when (e is SslToolsException or IOException or UnauthorizedAccessException)
        {
            foreach (var file in before)
            {
                if (file.Value is not null) SecureFiles.ReplaceReadable(file.Key, file.Value);
                else File.Delete(file.Key);
            }

            await putBack().ConfigureAwait(false);
            if (e is SslToolsException) throw;
            throw SslError.SchedulerFailed(scheduler, e.Message, e);
        }
    }
}
