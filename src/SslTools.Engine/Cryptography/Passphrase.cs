using System;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace SslTools.Engine.Cryptography;

/// <summary>Opens a SecureString for the length of one call.</summary>
internal static class Passphrase
{
    /// <summary>
    /// Calls with the UTF-8 bytes of the passphrase, one in each character, and wipes them afterwards. So does OpenSSL read
    /// a passphrase for PBKDF2; BouncyCastle alone takes only the lower half of each character.
    /// </summary>
    /// <typeparam name="T">What the call gives.</typeparam>
    /// <param name="passphrase">The passphrase.</param>
    /// <param name="use">Must not keep the characters.</param>
    /// <returns>What the call gives.</returns>
    public static T UseUtf8<T>(SecureString passphrase, Func<char[], T> use) => Use(passphrase, characters =>
    {
        var bytes = Encoding.UTF8.GetBytes(characters);
        var widened = Array.ConvertAll(bytes, b => (char)b);
        try
        {
            return use(widened);
        }
        finally
        {
            Array.Clear(bytes, 0, bytes.Length);
            Array.Clear(widened, 0, widened.Length);
        }
    });

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
