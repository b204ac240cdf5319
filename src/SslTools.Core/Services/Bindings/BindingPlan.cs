using System;
using System.Linq;
using System.Text;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>A checked change of a web server, ready to be shown and carried out.</summary>
public sealed class BindingPlan
{
    internal BindingPlan(IWebServerInstance server, BindingGoal goal, ServerPlan changes)
    {
        Server = server;
        Goal = goal;
        Changes = changes;
    }

    /// <summary>The files and sites as they are planned now.</summary>
    public ServerPlan Changes { get; }

    /// <summary>Whether the configuration is already as asked for.</summary>
    public bool IsUpToDate => Changes.IsEmpty;

    /// <summary>The unified diff of each file.</summary>
    public string Diff => string.Concat(Changes.Edits.Select(Show));

    /// <summary>The whole plan, for -WhatIf and -Confirm.</summary>
    public string Description
    {
        get
        {
            var text = new StringBuilder(Goal.Summary);
            if (IsUpToDate) return text.Append(": the configuration needs no change; prove it by a handshake").ToString();
            foreach (var command in Changes.Commands) text.Append(", ").Append(command.Description);
            text.Append(", check the configuration, reload ").Append(Server.Name).Append(" and prove it by a handshake");
            return text.Append(Environment.NewLine).Append(Diff.TrimEnd('\n').Replace("\n", Environment.NewLine)).ToString();
        }
    }

    private static string Show(FileEdit edit)
    {
        if (!edit.IsPrivate) return UnifiedDiff.Create(edit.Path, edit.Before ?? [], edit.After ?? []);
        var change = edit.Before is null ? "a new file" : edit.After is null ? "the file is removed" : "new content";
        return $"--- {edit.Path}\n+++ {edit.Path}\n@@ {change}; it holds a private key and is not shown @@\n";
    }

    internal IWebServerInstance Server { get; }

    internal BindingGoal Goal { get; }
}
