using System;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>Undoes changes of whole lines.</summary>
internal static class HaproxyUndo
{
    /// <summary>Undoes a change whose lines still stand there.</summary>
    /// <param name="workspace">The files.</param>
    /// <param name="change">The change.</param>
    /// <returns>True when they did.</returns>
    public static bool Apply(TextWorkspace workspace, TextChange change)
    {
        if (workspace.Read(change.Path) is not { } text) return false;
        var place = -1;
        var found = 0;
        for (var i = text.IndexOf(change.After, StringComparison.Ordinal); i >= 0; i = text.IndexOf(change.After, i + 1, StringComparison.Ordinal))
        {
            if (i > 0 && text[i - 1] != '\n') continue;
            place = i;
            if (found++ == change.Occurrence) break;
        }

        if (place < 0) return false;
        workspace.Write(change.Path, text.Substring(0, place) + change.Before + text.Substring(place + change.After.Length));
        return true;
    }
}
