using System;
using System.Runtime.InteropServices;
using System.Security;

namespace SslTools.Engine.Cryptography;

/// <summary>Opens a SecureString for the length of one call.</summary>
internal static class Passphrase
{
    /// <summary>Calls with the characters and wipes them afterwards.</summary>
    /// <typeparam name="T">What the call gives.</typeparam>
    /// <param name="passphrase">The passphrase.</param>
    /// <param name="use">Must not keep the characters.</param>
    /// <returns>What the call gives.</returns>
    public static T Use<T>(SecureString passphrase, Func<char[], T> use)
    {
        var characters = new char[passphrase.Length];
        var memory = Marshal.SecureStringToGlobalAllocUnicode(passphrase);
        try
        {
            Marshal.Copy(memory, characters, 0, characters.Length);
            return use(characters);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(memory);
            Array.Clear(characters, 0, characters.Length);
        }
    }
}
