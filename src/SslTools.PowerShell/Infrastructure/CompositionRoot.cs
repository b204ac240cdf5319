using System;
using System.Runtime.CompilerServices;
using SslTools.Ports;

namespace SslTools.Infrastructure;

/// <summary>The one place that names an Engine type.</summary>
internal static class CompositionRoot
{
    private static readonly Lazy<IEngine> Shared = new(Create);

    /// <summary>The engine, loaded on first use.</summary>
    public static IEngine Engine => Shared.Value;

    // Not inlined: the caller's compilation must not ask for SslTools.Engine before a cmdlet needs it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IEngine Create() => new SslTools.Engine.EngineServices();
}
