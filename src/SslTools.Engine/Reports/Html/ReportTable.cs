using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SslTools.Engine.Reports.Html;

/// <summary>A table with a caption and headings, whose rows become cards on a phone. Cells are HTML already.</summary>
internal sealed class ReportTable(string caption, params string[] headings)
{
    private readonly StringBuilder _rows = new();

    /// <summary>Adds a row.</summary>
    /// <param name="cells">As many as there are headings; the first one names the row.</param>
    public void Add(params string[] cells)
    {
        _rows.Append("<tr><th scope=\"row\">").Append(cells[0]).Append("</th>");
        for (var i = 1; i < cells.Length; i++) _rows.Append("<td data-label=\"").Append(headings[i]).Append("\">").Append(cells[i]).Append("</td>");
        _rows.Append("</tr>\n");
    }

    /// <summary>The table.</summary>
    /// <returns>HTML.</returns>
    public override string ToString() =>
        $"<div class=\"table\"><table><caption>{caption}</caption><thead><tr>{string.Concat(headings.Select(heading => $"<th scope=\"col\">{heading}</th>"))}</tr></thead>\n<tbody>\n{_rows}</tbody></table></div>\n";

    /// <summary>Rows in one table; with many in one that can be folded for each group, since nobody reads thousands.</summary>
    /// <typeparam name="T">The rows.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="most">How many are shown unfolded.</param>
    /// <param name="group">The heading of a row's group, HTML.</param>
    /// <param name="make">Makes a table.</param>
    /// <returns>HTML.</returns>
    public static string Fold<T>(IReadOnlyList<T> rows, int most, System.Func<T, string> group, System.Func<IEnumerable<T>, ReportTable> make) => rows.Count <= most
        ? make(rows).ToString()
        : string.Concat(rows.GroupBy(group).Select(part => $"<details><summary><h3>{part.Key} ({part.Count()})</h3></summary>{make(part)}</details>\n"));
}
