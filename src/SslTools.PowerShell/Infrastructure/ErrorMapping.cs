using System;
using System.Management.Automation;

namespace SslTools.Infrastructure;

/// <summary>From explained failures to PowerShell's error records.</summary>
internal static class ErrorMapping
{
    // PowerShell 7 shows the recommended action by itself; 5.1, whose engine has version 3, does not.
    private static readonly bool ShowsRecommendation = typeof(PSObject).Assembly.GetName().Version!.Major >= 7;

    /// <summary>Makes the record.</summary>
    /// <param name="error">The failure.</param>
    /// <param name="target">The record of the pipeline, where the failure names no target.</param>
    /// <returns>The record.</returns>
    public static ErrorRecord ToRecord(SslToolsException error, object? target)
    {
        // Kinds bear the names of PowerShell's categories; a test holds them together.
        var category = (ErrorCategory)Enum.Parse(typeof(ErrorCategory), error.Kind.ToString());
        return new ErrorRecord(error, error.ErrorId, category, error.Target ?? target)
        {
            ErrorDetails = new ErrorDetails(ShowsRecommendation ? error.Message : $"{error.Message} {error.RecommendedAction}")
            {
                RecommendedAction = error.RecommendedAction,
            },
        };
    }
}
