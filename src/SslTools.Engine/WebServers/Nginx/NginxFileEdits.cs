using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>From edits in blocks to files.</summary>
internal static class NginxFileEdits
{
    /// <summary>Puts the edits of each file together.</summary>
    /// <param name="edits">Files and edits in them; none overlap.</param>
    /// <returns>The files that change.</returns>
    public static IReadOnlyList<FileEdit> Of(IEnumerable<(NginxSource Source, IReadOnlyList<NginxEdit> Edits)> edits) =>
        edits.Where(e => e.Edits.Count > 0).GroupBy(e => e.Source).Select(file =>
        {
            var text = file.Key.Text;
            var changed = NginxBlockEditor.Apply(text, file.SelectMany(e => e.Edits), 0, text.Length);
            return new FileEdit(file.Key.Path, NginxText.ToBytes(text), NginxText.ToBytes(changed));
        }).Where(file => !file.Before.SequenceEqual(file.After)).ToList();
}
