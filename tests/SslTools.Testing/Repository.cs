using System.IO;
using System.Linq;
using System.Reflection;

namespace SslTools.Testing;

/// <summary>Where the sources and the staged module lie.</summary>
public static class Repository
{
    /// <summary>The folder with SslTools.sln.</summary>
    public static string Root { get; } = Metadata("Repository");

    /// <summary>The staged module, as it would be published.</summary>
    public static string StagedModule { get; } = Metadata("StagedModule").TrimEnd('/', '\\');

    /// <summary>What a project of the tests built, in the configuration of this build.</summary>
    public static string Built(string project, string file) =>
        File("tests", project, "bin", Metadata("Configuration"), "net10.0", file);

    /// <summary>The program ssltools, in the configuration of this build.</summary>
    public static string Host => File("src", "SslTools.Host", "bin", Metadata("Configuration"), "net10.0", "ssltools.dll");

    /// <summary>A file of the sources.</summary>
    public static string File(params string[] path) => Path.Combine([Root, .. path]);

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
