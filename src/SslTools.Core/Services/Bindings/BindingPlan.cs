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
    public bool IsUpToDate => Changes.Edits.Count == 0;

    /// <summary>The unified diff of each file.</summary>
    public string Diff => string.Concat(Changes.Edits.Select(edit => UnifiedDiff.Create(edit.Path, edit.Before, edit.After)));

    /// <summary>The whole plan, for -WhatIf and -Confirm.</summary>
    public string Description
    {
        get
        {
            var text = new StringBuilder(Goal.Summary);
            if (IsUpToDate) return text.Append(": the configuration needs no change; prove it by a handshake").ToString();
            text.Append(", check the configuration, reload ").Append(Server.Name).Append(" and prove it by a handshake");
            return text.Append(Environment.NewLine).Append(Diff.TrimEnd('\n').Replace("\n", Environment.NewLine)).ToString();
        }
    }

    internal IWebServerInstance Server { get; }

    internal BindingGoal Goal { get; }
}
