using System;
using System.IO;
using System.Runtime.InteropServices;

namespace SslTools.Services;

/// <summary>Where the store lies unless the user says otherwise.</summary>
public static class StorePath
{
    /// <summary>The environment variable that moves it.</summary>
    public const string Variable = "SSLTOOLS_HOME";

    /// <summary>
    /// SSLTOOLS_HOME, or the machine's state folder for an elevated account, or the user's own.
    /// </summary>
    /// <param name="elevated">Whether the account is root or an elevated administrator.</param>
    /// <returns>A full path; the folder need not exist.</returns>
    public static string Default(bool elevated)
    {
        var variable = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrWhiteSpace(variable)) return Path.GetFullPath(variable);
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            var root = elevated ? Environment.SpecialFolder.CommonApplicationData : Environment.SpecialFolder.LocalApplicationData;
            return Path.Combine(Environment.GetFolderPath(root), "SslTools");
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        if (RuntimeInformation.IsOSPlatform(OSPlatform.OSX))
            return Path.Combine(elevated ? "/" : home, "Library", "Application Support", "SslTools");

        // The Filesystem Hierarchy Standard, and the XDG base directories.
        if (elevated) return "/var/lib/ssltools";
        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        return Path.Combine(string.IsNullOrEmpty(state) ? Path.Combine(home, ".local", "state") : state, "ssltools");
    }
}
