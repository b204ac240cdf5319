using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using SslTools.Engine.Infrastructure;
using SslTools.Ports;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>Reads heaps of files: each by its content, whatever its name.</summary>
public sealed class HeapReader : IHeapReader
{
    /// <summary>The most bytes that are read of one file.</summary>
    internal const int MaxFileSize = 5 << 20;

    private const int MaxFiles = 20_000;

    // Such a file is expected to hold something; any other in a folder may be a read-me.
    private static readonly HashSet<string> Expected = new(StringComparer.OrdinalIgnoreCase)
    {
        ".pem", ".crt", ".cer", ".der", ".key", ".pfx", ".p12", ".p7b", ".p7c", ".p8", ".pk8", ".jks",
    };

    private readonly IProtectedFiles _files;

    /// <summary>Makes the reader.</summary>
    /// <param name="files">Tells files from devices.</param>
    public HeapReader(IProtectedFiles files) => _files = files;

    /// <inheritdoc/>
    public CertificateHeap Read(IReadOnlyList<string> paths, SecureString? password, CancellationToken cancellationToken)
    {
        var heap = new HeapBuilder();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                // An empty file is nothing to complain of: the store itself has such, where there are no issuers.
                foreach (var file in FilesOf(path, heap)) heap.Merge(ReadFile(file, IsExpected(file) && new FileInfo(file).Length > 0, password, cancellationToken));
            }
            else
            {
                heap.Merge(ReadFile(path, paths.Count == 1 || IsExpected(path), password, cancellationToken));
            }
        }

        return heap.ToHeap();
    }

    /// <inheritdoc/>
    public CertificateHeap Read(byte[] content, string place, SecureString? password)
    {
        var heap = new HeapBuilder();
        if (!ContentReader.Read(new ImportContent(content, place, password, new WorkBudget()), heap)) heap.Fail(SslError.UnknownFileFormat(place));
        return heap.ToHeap();
    }

    /// <inheritdoc/>
    public CertificateHeap Read(X509Certificate2 certificate)
    {
        var place = $"the certificate '{certificate.Subject}'";
        var bundle = PlatformCertificate.Read(certificate);
        var heap = new HeapBuilder();
        heap.AddCertificate(bundle.Leaf, place);
        if (bundle.PrivateKey is not null) ContentReader.Read(new ImportContent(bundle.PrivateKey, place, null, new WorkBudget()), heap);
        foreach (var intermediate in PlatformIntermediates.Above(certificate)) heap.AddCertificate(intermediate, place);
        return heap.ToHeap();
    }

    /// <summary>Whether a file's name says that it holds a certificate or key.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True when it does.</returns>
    internal static bool IsExpected(string name)
    {
        // What an archive calls a file need not be a path here.
        var dot = name.LastIndexOf('.');
        return dot >= 0 && Expected.Contains(name.Substring(dot));
    }

    private HeapBuilder ReadFile(string path, bool expected, SecureString? password, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var file = new HeapBuilder();
        var place = $"'{path}'";
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists) file.Fail(SslError.FileNotFound(path));
            // A pipe would never end, and looks empty.
            else if (info.Length == 0 && !_files.IsRegular(path)) file.Fail(SslError.FileNotReadable(path, new IOException("It is no regular file")));
            else if (BoundedFile.Read(path, MaxFileSize) is not { } bytes) Expect(SslError.FileTooLarge(place, $"it is larger than {MaxFileSize >> 20} MB"));
            else if (!ContentReader.Read(new ImportContent(bytes, place, password, new WorkBudget()), file)) Expect(SslError.UnknownFileFormat(place));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file.Fail(SslError.FileNotReadable(path, e));
        }

        return file;

        void Expect(SslToolsException failure)
        {
            if (expected) file.Fail(failure);
        }
    }

    // Sorted, so that the same folder gives the same result; links to folders are not followed.
    private static IEnumerable<string> FilesOf(string folder, HeapBuilder heap)
    {
        var (files, folders) = (new List<string>(), new Stack<string>([folder]));
        while (folders.Count > 0)
        {
            var current = folders.Pop();
            try
            {
                files.AddRange(Directory.EnumerateFiles(current).Take(MaxFiles + 1));
                foreach (var inner in Directory.EnumerateDirectories(current).Where(f => (File.GetAttributes(f) & FileAttributes.ReparsePoint) == 0)) folders.Push(inner);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                var failed = new HeapBuilder();
                failed.Fail(SslError.FileNotReadable(current, e));
                heap.Merge(failed);
            }

            if (files.Count > MaxFiles || folders.Count > MaxFiles)
            {
                var failed = new HeapBuilder();
                failed.Fail(SslError.FileTooLarge($"The folder '{folder}'", $"it has more than {MaxFiles} files"));
                heap.Merge(failed);
                return [];
            }
        }

        return files.OrderBy(file => file, StringComparer.Ordinal);
    }
}
