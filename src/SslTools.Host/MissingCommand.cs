using System.Management.Automation;

namespace SslTools.Hosting;

/// <summary>Stands for a command that is not here: takes any arguments, and says where the command is to be had.</summary>
public sealed class MissingCommand : PSCmdlet
{
    /// <summary>What the command would get from the pipeline.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <summary>What the command would get as arguments.</summary>
    [Parameter(ValueFromRemainingArguments = true)]
    public object[] Arguments { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var name = MyInvocation.MyCommand.Name;
        var message = $"'{name}' is not part of ssltools; it needs full PowerShell.";
        var error = new ErrorRecord(new CommandNotFoundException(message) { CommandName = name }, "CommandNeedsPowerShell", ErrorCategory.ObjectNotFound, name)
        {
            ErrorDetails = new ErrorDetails(message) { RecommendedAction = "Install PowerShell 7 (https://aka.ms/powershell) and use 'Import-Module SslTools' there." },
        };
        ThrowTerminatingError(error);
    }
}
