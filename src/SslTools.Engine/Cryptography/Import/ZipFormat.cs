using System.IO;
using System.IO.Compression;
using System.Linq;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>A zip file. It is read in memory, so that the paths in it lead nowhere, and only as far as the limits go.</summary>
internal sealed class ZipFormat : IImportFormat
{
    private const int MaxEntries = 2000;
    private const int MaxTotal = 32 << 20;

    /// <inheritdoc/>
    public bool Recognizes(ImportContent content) => content.Bytes.Length > 4 && content.Bytes.Take(4).SequenceEqual(new byte[] { 0x50, 0x4b, 3, 4 });

    /// <inheritdoc/>
    public void Read(ImportContent content, HeapBuilder heap)
    {
        using var zip = new ZipArchive(new MemoryStream(content.Bytes), ZipArchiveMode.Read);
        if (zip.Entries.Count > MaxEntries) throw SslError.FileTooLarge(content.Place, $"it has more than {MaxEntries} entries");
        var left = MaxTotal;
        foreach (var entry in zip.Entries.Where(e => e.Name.Length > 0 && !e.FullName.StartsWith("__MACOSX/", System.StringComparison.Ordinal)))
        {
            var place = $"{content.Place}, entry '{Printable(entry.FullName)}'";
            var file = new HeapBuilder();
            if (Unpack(entry, place, ref left, file) is { } bytes && !ContentReader.Read(content.Inner(bytes, place), file) && HeapReader.IsExpected(entry.Name))
                file.Fail(SslError.UnknownFileFormat(place));
            heap.Merge(file);
        }
    }

    private static byte[]? Unpack(ZipArchiveEntry entry, string place, ref int left, HeapBuilder file)
    {
        try
        {
            using var stream = entry.Open();
            using var content = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int read; (read = stream.Read(buffer, 0, buffer.Length)) > 0;)
            {
                if ((left -= read) < 0) throw SslError.FileTooLarge(place, $"the zip file unpacks to more than {MaxTotal >> 20} MB");
                if (content.Length + read > HeapReader.MaxFileSize)
                {
                    if (HeapReader.IsExpected(entry.Name)) file.Fail(SslError.FileTooLarge(place, $"it is larger than {HeapReader.MaxFileSize >> 20} MB"));
                    return null;
                }

                content.Write(buffer, 0, read);
            }

            return content.ToArray();
        }
        catch (InvalidDataException e)
        {
            // Damaged, or encrypted, which the platform can't undo.
            file.Fail(SslError.MalformedFile(place, e.Message + " Where the zip file has a password, unpack it first", e));
            return null;
        }
    }

    private static string Printable(string name) => new(name.Take(200).Select(c => char.IsControl(c) ? '?' : c).ToArray());
}
