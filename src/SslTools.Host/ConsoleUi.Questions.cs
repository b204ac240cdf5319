using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace SslTools.Hosting;

/// <content>Questions. Without a terminal, a question is an error that says what to do.</content>
internal sealed partial class ConsoleUi
{
    /// <inheritdoc/>
    public override string ReadLine()
    {
        Demand("This command asks for input", "Give it all it needs as parameters.");
        return _reader.ReadLine() ?? "";
    }

    /// <inheritdoc/>
    public override SecureString ReadLineAsSecureString()
    {
        Demand("This command asks for a secret", "Give it as a parameter, or run it on a terminal.");
        return _reader.ReadSecret() ?? new SecureString();
    }

    /// <inheritdoc/>
    public override Dictionary<string, PSObject?> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        var names = string.Join(", ", descriptions.Select(d => d.Name));
        Demand($"This command asks for {names}", "Give it as a parameter.");
        Introduce(caption, message);
        if (descriptions.Any(d => !string.IsNullOrEmpty(d.HelpMessage))) Ask("(Type !? for Help.)" + Environment.NewLine);
        return descriptions.ToDictionary(d => d.Name, d => (PSObject?)PSObject.AsPSObject(new FieldQuestion(d, this).Ask()));
    }

    /// <inheritdoc/>
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        var question = string.Join(' ', message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Demand(
            $"This command asks for confirmation: {question}",
            "To go on without being asked, add -Confirm:$false, or -Force where the command has it; -WhatIf shows what it would do.");
        Introduce(caption, message);
        return new ChoiceQuestion(choices, defaultChoice, _terminal.Width).Ask(Ask, () => Answer(_reader.ReadLine()));
    }

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        PromptForCredential(caption, message, userName, targetName);

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(string? caption, string? message, string? userName, string targetName)
    {
        Demand("This command asks for a user name and a password", "Give it a PSCredential as a parameter.");
        Introduce(caption, message);
        while (string.IsNullOrEmpty(userName))
        {
            Ask("User: ");
            userName = Answer(_reader.ReadLine());
        }

        Ask($"Password for user {userName}: ");
        return new PSCredential(string.IsNullOrEmpty(targetName) ? userName : $@"{targetName}\{userName}", Answer(_reader.ReadSecret()));
    }

    /// <summary>Writes a question where the user can see it, even if standard output goes elsewhere.</summary>
    /// <param name="text">The question.</param>
    internal void Ask(string text) => Put(_terminal.Questions, text, newLine: false, terminal: true);

    /// <summary>Reads the answer.</summary>
    /// <returns>What was typed.</returns>
    internal string Answer() => Answer(_reader.ReadLine());

    /// <summary>Reads the answer without showing it.</summary>
    /// <returns>What was typed.</returns>
    internal SecureString Secret() => Answer(_reader.ReadSecret());

    private static T Answer<T>(T? answer)
        where T : class =>
        answer ?? throw new HostException("The question was left without an answer.", null, "PromptCancelled", ErrorCategory.OperationStopped);

    private void Introduce(string? caption, string? message)
    {
        if (!string.IsNullOrEmpty(caption)) Ask(Environment.NewLine + caption + Environment.NewLine);
        if (!string.IsNullOrEmpty(message)) Ask(message + Environment.NewLine);
    }

    private void Demand(string question, string action)
    {
        if (_terminal.CanAsk) return;

        // In a script's own call, PowerShell hands on the message alone: it says all.
        var message = $"{question}, and nobody is there to answer.";
        var error = new HostException($"{message} {action}", null, "NotInteractive", ErrorCategory.InvalidOperation);
        error.ErrorRecord.ErrorDetails = new ErrorDetails(message) { RecommendedAction = action };
        throw error;
    }
}
