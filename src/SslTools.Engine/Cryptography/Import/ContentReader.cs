using System;
using System.Linq;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>Finds the format of a content and has it read; whatever goes wrong becomes a failure of the file.</summary>
internal static class ContentReader
{
    private const int MaxContainers = 4;

    // Those of binary and text files, in the order in which they are asked.
    private static readonly IImportFormat[] Files = [new ZipFormat(), new JavaKeystoreFormat(), new PemFormat(), new Base64Format()];

    // Those of DER and BER; no two recognise the same structure.
    private static readonly IImportFormat[] Structures =
    [
        new CertificateFormat(), new Pkcs7Format(), new PfxFormat(), new Pkcs8Format(), new EncryptedPkcs8Format(),
        new Pkcs1Format(), new Sec1Format(), new ForeignFormat(),
    ];

    /// <summary>Reads a content.</summary>
    /// <param name="content">The content.</param>
    /// <param name="heap">Takes what is found, and the failure.</param>
    /// <returns>False where no format knows it.</returns>
    public static bool Read(ImportContent content, HeapBuilder heap)
    {
        if (content.Depth > MaxContainers)
        {
            heap.Fail(SslError.FileTooLarge(content.Place, $"more than {MaxContainers} containers lie in one another"));
            return true;
        }

        if (Ber.LooksLikeSequence(content.Bytes)) return ReadObjects(content, heap);
        var format = Files.FirstOrDefault(f => f.Recognizes(content));
        if (format is null) return false;
        Guard(content, heap, () => format.Read(content, heap));
        return true;
    }

    // DER files can be joined like PEM files. What follows the first object and is no object is left alone.
    private static bool ReadObjects(ImportContent content, HeapBuilder heap)
    {
        var known = false;
        for (var start = 0; start == 0 || Ber.LooksLikeSequence(content.Bytes, start);)
        {
            var walk = Ber.Walk(content.Bytes, start);
            if (walk.Error is not null)
            {
                var place = $"{content.Place}, byte {walk.Offset}";
                heap.Fail(walk.IsTruncated ? SslError.TruncatedFile(place, walk.Error) : SslError.MalformedFile(place, walk.Error));
                return true;
            }

            var bytes = start == 0 && walk.End == content.Bytes.Length ? content.Bytes : Slice(content.Bytes, start, walk.End);
            known |= ReadObject(content, bytes, heap);
            start = walk.End;
        }

        return known;
    }

    private static bool ReadObject(ImportContent content, byte[] bytes, HeapBuilder heap)
    {
        IImportFormat? format = null;
        Guard(content, heap, () =>
        {
            var item = content.Object(bytes);
            format = Structures.FirstOrDefault(f => f.Recognizes(item));
            format?.Read(item, heap);
        });
        return format is not null || heap.HasFailed;
    }

    private static byte[] Slice(byte[] bytes, int start, int end)
    {
        var slice = new byte[end - start];
        Array.Copy(bytes, start, slice, 0, slice.Length);
        return slice;
    }

    // Parsers of packages throw whatever they stumble over; memory alone is not the file's fault.
    private static void Guard(ImportContent content, HeapBuilder heap, Action read)
    {
        try
        {
            read();
        }
        catch (SslToolsException e)
        {
            heap.Fail(e);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            heap.Fail(SslError.MalformedFile(content.Place, e.Message, e));
        }
    }
}
