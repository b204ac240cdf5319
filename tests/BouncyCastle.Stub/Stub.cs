namespace Org.BouncyCastle;

/// <summary>Only there so that the assembly is not empty.</summary>
public static class Stub;
