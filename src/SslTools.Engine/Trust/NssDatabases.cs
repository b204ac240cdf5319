using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using SslTools.Engine.Storage;
using SslTools.Ports;

namespace SslTools.Engine.Trust;

/// <summary>Where browsers keep NSS databases.</summary>
/// <param name="Home">The home folder.</param>
/// <param name="Processes">Finds browsers.</param>
internal sealed record NssDatabases(string Home, IProcessRunner Processes)
{
    /// <summary>The file that makes a folder a database.</summary>
    public const string File = "cert9.db";

    private static readonly string[] Chromiums =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "brave-browser"];

    // Each profile is a folder below: as packaged, from Firefox 147 on, as snap and as flatpak.
    private static readonly string[] FirefoxOnLinux =
    [
        ".mozilla/firefox", ".config/mozilla/firefox", "snap/firefox/common/.mozilla/firefox",
        ".var/app/org.mozilla.firefox/.mozilla/firefox", ".var/app/org.mozilla.firefox/config/mozilla/firefox",
    ];

    /// <summary>The databases there are, and the one that an installed Chromium would make.</summary>
    /// <returns>Their folders.</returns>
    public IReadOnlyList<string> Find()
    {
        var profiles = Firefox().Where(Directory.Exists).SelectMany(Directory.GetDirectories);
        if (SecureFiles.IsWindows || RuntimeInformation.IsOSPlatform(OSPlatform.OSX)) return profiles.Where(IsDatabase).ToList();
        var folders = profiles.Append(Path.Combine(Home, "snap/chromium/current/.pki/nssdb")).Where(IsDatabase).ToList();
        if (Shared() is { } shared) folders.Insert(0, shared);
        return folders;
    }

    private static bool IsDatabase(string folder) => System.IO.File.Exists(Path.Combine(folder, File));

    private IEnumerable<string> Firefox()
    {
        if (SecureFiles.IsWindows)
            return [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "Mozilla", "Firefox", "Profiles")];
        return RuntimeInformation.IsOSPlatform(OSPlatform.OSX)
            ? [Path.Combine(Home, "Library/Application Support/Firefox/Profiles")]
            : FirefoxOnLinux.Select(folder => Path.Combine(Home, folder));
    }

    // Chromium up to 145 knows the first alone; later ones prefer it where it exists and make the second otherwise. So
    // where there is neither, the first serves both.
    private string? Shared()
    {
        var data = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
        var places = new[]
        {
            Path.Combine(Home, ".pki", "nssdb"),
            Path.Combine(string.IsNullOrEmpty(data) ? Path.Combine(Home, ".local", "share") : data, "pki", "nssdb"),
        };
        return places.FirstOrDefault(IsDatabase) ?? (Chromiums.Any(browser => Processes.Find(browser) is not null) ? places[0] : null);
    }
}
