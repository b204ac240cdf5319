using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SslTools.Engine.Infrastructure;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Postfix;

/// <summary>The certificates of names other than the server's own: the tables of tls_server_sni_maps (Postfix 3.4), in their order.</summary>
internal sealed class PostfixSni
{
    /// <summary>The parameter.</summary>
    public const string Parameter = "tls_server_sni_maps";

    // Read when a process starts, so that a renewal needs a reload alone; an indexed one holds a copy of the files.
    private const string OwnType = "texthash";
    private const string OwnFile = "ssltools_sni";

    private readonly PostfixConfiguration _configuration;

    /// <summary>Reads the tables.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="value">The parameter's value.</param>
    public PostfixSni(PostfixConfiguration configuration, string value)
    {
        _configuration = configuration;
        Tables = value.Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(Open).Where(table => table is not null).Select(table => table!).ToList();
    }

    /// <summary>The tables that can be read and edited.</summary>
    public IReadOnlyList<PostfixTable> Tables { get; }

    /// <summary>All entries; of two for the same name only the first counts.</summary>
    public IEnumerable<PostfixTableEntry> Entries => Tables.SelectMany(table => table.Entries).GroupBy(entry => entry.Key).Select(group => group.First());

    /// <summary>The file that SslTools makes where there is no table.</summary>
    public string OwnPath => Path.Combine(_configuration.Folder, OwnFile);

    /// <summary>How the table that SslTools makes is named in the parameter.</summary>
    public string OwnTable => $"{OwnType}:{PostfixCertificate.Write(OwnPath, true, true)}";

    /// <summary>The entry of a name.</summary>
    /// <param name="hostName">The name; a wildcard has the entry of all names below.</param>
    /// <returns>The entry, or null.</returns>
    public PostfixTableEntry? Find(string hostName) => Entries.FirstOrDefault(entry => entry.Key == KeyOf(hostName));

    /// <summary>The entry that answers a name: its own, or that of a domain above.</summary>
    /// <param name="hostName">The name.</param>
    /// <returns>The entry, or null.</returns>
    public PostfixTableEntry? Answering(string hostName)
    {
        if (Find(hostName) is { } own) return own;
        for (var dot = hostName.IndexOf('.'); dot >= 0; dot = hostName.IndexOf('.', dot + 1))
            if (Entries.FirstOrDefault(entry => entry.Key == hostName.Substring(dot).ToLowerInvariant()) is { } above) return above;
        return null;
    }

    /// <summary>The key of a name in a table: Postfix writes the wildcard '*.example.com' as '.example.com'.</summary>
    /// <param name="hostName">The name.</param>
    /// <returns>The key.</returns>
    public static string KeyOf(string hostName) => (hostName.StartsWith("*.", StringComparison.Ordinal) ? hostName.Substring(1) : hostName).ToLowerInvariant();

    private PostfixTable? Open(string table)
    {
        var colon = table.IndexOf(':');
        var type = colon < 0 ? "" : table.Substring(0, colon);
        if (!PostfixTable.CanEdit(type)) return null;
        var path = ServerFiles.Resolve(Path.Combine(_configuration.Folder, ByteText.Decode(table.Substring(colon + 1))));
        return new PostfixTable(type, table, path, _configuration.Work.Read(path) ?? "");
    }
}
