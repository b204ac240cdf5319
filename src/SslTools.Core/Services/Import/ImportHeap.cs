using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using SslTools.Ports;

namespace SslTools.Services.Import;

/// <summary>All that was given to import, read.</summary>
internal sealed class ImportHeap
{
    private readonly List<HeapCertificate> _certificates = [];
    private readonly List<HeapKey> _keys = [];
    private readonly List<SslToolsException> _failures = [];
    private readonly bool _sorted;

    private ImportHeap(ImportOptions options)
    {
        _sorted = options.IsSorted;
        Sources = string.Join(", ", options.Paths.Concat(options.CertificatePaths).Select(path => $"'{path}'"));
    }

    /// <summary>The certificates among which those to import are.</summary>
    public IReadOnlyList<HeapCertificate> Candidates { get; private set; } = [];

    /// <summary>All certificates.</summary>
    public IReadOnlyList<HeapCertificate> Certificates => _certificates;

    /// <summary>All keys.</summary>
    public IReadOnlyList<HeapKey> Keys => _keys;

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<SslToolsException> Failures => _failures;

    /// <summary>Thumbprints of platform certificates whose key can't be exported.</summary>
    public HashSet<string> Locked { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What was given, for messages.</summary>
    public string Sources { get; }

    /// <summary>Reads everything.</summary>
    public static ImportHeap Gather(IHeapReader reader, ImportOptions options, CancellationToken cancellationToken)
    {
        var heap = new ImportHeap(options);
        heap.Add(reader.Read([.. options.Paths, .. options.CertificatePaths], options.Password, cancellationToken));
        // Of a platform's certificate the first is meant, and the others are its issuers.
        heap.Candidates = heap._certificates.ToList();
        foreach (var certificate in options.Certificates)
        {
            var own = reader.Read(certificate);
            heap.Add(own);
            heap.Candidates = [.. heap.Candidates, .. own.Certificates.Take(1)];
            if (certificate.HasPrivateKey && own.Keys.Count == 0 && own.Failures.Count == 0) heap.Locked.Add(certificate.Thumbprint);
        }

        heap.Add(reader.Read([.. options.PrivateKeyPaths, .. options.ChainPaths], options.Password, cancellationToken));
        return heap;
    }

    /// <summary>Whether what could not be read tells already why a key is missing.</summary>
    /// <param name="leaves">How many certificates there are to import.</param>
    public bool ExplainsMissingKey(int leaves) =>
        leaves == 1 && _failures.Any(f => _sorted || f.ErrorId is "PasswordRequired" or "WrongPassword" or "UnsupportedAlgorithm");

    private void Add(CertificateHeap heap)
    {
        _certificates.AddRange(heap.Certificates);
        _keys.AddRange(heap.Keys);
        _failures.AddRange(heap.Failures);
    }
}
