using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Mail;

/// <summary>Undoes what was remembered for several names. They share settings, so that one name's change may stand on another's.</summary>
internal static class MailUndo
{
    /// <summary>Undoes all that still stands there.</summary>
    /// <param name="work">The files.</param>
    /// <param name="records">What was remembered; null for nothing.</param>
    /// <param name="stays">Which changes other names need.</param>
    public static void Run(TextWorkspace work, IEnumerable<BindingRecord?> records, Func<TextChange, bool> stays)
    {
        var stacks = records.Where(record => record is not null).Select(record => new Stack<TextChange>(record!.Changes.Where(change => !stays(change)))).ToList();
        while (stacks.FirstOrDefault(stack => stack.Count > 0) is { } first)
        {
            // Of changes on top of each other only the last one's text stands there; what someone else edited since is left alone.
            var next = stacks.FirstOrDefault(stack => stack.Count > 0 && work.Undo(stack.Peek())) ?? first;
            next.Pop();
        }
    }
}
