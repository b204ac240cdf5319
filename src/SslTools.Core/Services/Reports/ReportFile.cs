using System.IO;
using System.Linq;
using SslTools.Ports;

namespace SslTools.Services.Reports;

/// <summary>The file of a report: checked before anything is looked at, written in one step when all is known.</summary>
public sealed class ReportFile
{
    private const string Name = "ssl-report";

    private readonly OutputFiles _files;
    private readonly IReportWriter _writer;

    private ReportFile(OutputFiles files, IReportWriter writer, string path, bool replaces)
    {
        _files = files;
        _writer = writer;
        Path = path;
        Replaces = replaces;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Its format.</summary>
    public SslReportFormat Format => _writer.Format;

    /// <summary>Whether a file is replaced.</summary>
    public bool Replaces { get; }

    /// <summary>Plans it.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="path">A full path: the file, or an existing folder.</param>
    /// <param name="format">The format; null for the one that the extension names, else Html.</param>
    /// <param name="force">Whether an existing file is replaced.</param>
    /// <returns>The file; nothing is written.</returns>
    /// <exception cref="SslToolsException">FileExists, FolderNotFound, WriteFailed.</exception>
    public static ReportFile Plan(IEngine engine, string path, SslReportFormat? format, bool force)
    {
        var extension = System.IO.Path.GetExtension(path).ToLowerInvariant();
        var named = Directory.Exists(path) ? null : engine.ReportWriters.FirstOrDefault(writer => writer.Extensions.Contains(extension));
        var writer = format is null && named is not null ? named : engine.ReportWriters.First(other => other.Format == (format ?? SslReportFormat.Html));
        var files = new OutputFiles(engine.Files);
        var file = files.Resolve(path, Name + writer.Extensions[0], force);
        return new ReportFile(files, writer, file, File.Exists(file));
    }

    /// <summary>Writes it.</summary>
    /// <param name="report">The report.</param>
    /// <exception cref="SslToolsException">WriteFailed. Nothing was changed.</exception>
    public void Write(SslReport report) => _files.Write(Path, _writer.Write(report), false);
}
