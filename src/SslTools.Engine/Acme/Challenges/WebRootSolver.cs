using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Acme.Challenges;

/// <summary>http-01 (RFC 8555 section 8.3) by files in the folder that a web server serves.</summary>
public sealed class WebRootSolver : IChallengeSolver
{
    private const string AllOthers = "*";

    private readonly IReadOnlyDictionary<string, string> _webRoots;
    private readonly HashSet<string> _madeFolders = new(StringComparer.Ordinal);

    /// <summary>Makes the solver.</summary>
    /// <param name="webRoots">Folders by host name; <c>*</c> for all others.</param>
    public WebRootSolver(IReadOnlyDictionary<string, string> webRoots) => _webRoots = webRoots;

    /// <inheritdoc/>
    public string Type => AcmeChallenge.Http01;

    /// <inheritdoc/>
    public bool CanSolve(AcmeIdentifier identifier) => !identifier.IsWildcard && Find(identifier.Value) is not null;

    /// <inheritdoc/>
    public string Describe(AcmeIdentifier identifier) => $"{Type}: a file in '{FolderOf(ExistingRoot(identifier))}'";

    /// <inheritdoc/>
    public Task PresentAsync(IReadOnlyList<ChallengeAnswer> answers, CancellationToken cancellationToken)
    {
        foreach (var answer in answers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var root = ExistingRoot(answer.Identifier);
            MakeFolders(root);
            Write(FileOf(root, answer.Token), answer.KeyAuthorization);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task CleanUpAsync(IReadOnlyList<ChallengeAnswer> answers, CancellationToken cancellationToken)
    {
        foreach (var answer in answers)
        {
            if (Find(answer.Identifier.Value) is not { } root) continue;
            try
            {
                var file = FileOf(root, answer.Token);
                if (Directory.Exists(Path.GetDirectoryName(file))) File.Delete(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw SslError.WriteFailed(FileOf(root, answer.Token), e);
            }
        }

        RemoveFolders();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static string FolderOf(string root) => Path.Combine(root, ".well-known", "acme-challenge");

    // A token comes from outside; only base64url ever becomes a file's name.
    private static string FileOf(string root, string token) =>
        token.Length is > 0 and <= 256 && token.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_')
            ? Path.Combine(FolderOf(root), token)
            : throw SslError.BadToken();

    private string ExistingRoot(AcmeIdentifier identifier)
    {
        var root = Find(identifier.Value)!;
        return Directory.Exists(root) ? root : throw SslError.WebRootMissing(root, identifier.Value);
    }

    private string? Find(string host) =>
        _webRoots.TryGetValue(host, out var root) || _webRoots.TryGetValue(AllOthers, out root) ? root : null;

    // Under its own name from the start: one that is only renamed to it would stay for ever after a kill. Nobody asks for it yet.
    private static void Write(string path, string content)
    {
        try
        {
            File.Delete(path);
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            file.Write(Encoding.ASCII.GetBytes(content), 0, content.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SslError.WriteFailed(path, e);
        }
    }

    private void MakeFolders(string root)
    {
        foreach (var folder in new[] { Path.Combine(root, ".well-known"), FolderOf(root) })
        {
            try
            {
                if (Directory.Exists(folder)) continue;
                Directory.CreateDirectory(folder);
                lock (_madeFolders) _madeFolders.Add(folder);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw SslError.WriteFailed(folder, e);
            }
        }
    }

    // The deeper one first; one that others use by now stays.
    private void RemoveFolders()
    {
        lock (_madeFolders)
        {
            foreach (var folder in _madeFolders.OrderByDescending(folder => folder.Length).ToList())
            {
                try
                {
                    if (Directory.EnumerateFileSystemEntries(folder).Any()) continue;
                    Directory.Delete(folder);
                    _madeFolders.Remove(folder);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // An empty folder does no harm.
                }
            }
        }
    }
}
