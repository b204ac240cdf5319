namespace SslTools.Ports;

/// <summary>The accounts of this machine.</summary>
public interface IAccounts
{
    /// <summary>The account that this process runs under.</summary>
    string Current { get; }

    /// <summary>Who is to work on a folder unattended: its owner on Unix. On Windows SYSTEM for what an administrator made, who alone owns nothing there.</summary>
    /// <param name="folder">The folder; one that isn't there yet would be made by this account.</param>
    /// <returns>The account's name.</returns>
    string KeeperOf(string folder);
}
