using System.Collections.Generic;
using System.Reflection;
using SslTools.Engine;
using SslTools.Ports;

namespace SslTools.Tests;

/// <summary>The real engine, with single ports replaced by a test's own.</summary>
public class EngineProxy : DispatchProxy
{
    private readonly EngineServices _real = new();
    private readonly Dictionary<string, object> _replaced = [];

    public static IEngine Create(params (string Port, object Replacement)[] ports)
    {
        var engine = Create<IEngine, EngineProxy>();
        foreach (var (port, replacement) in ports) ((EngineProxy)(object)engine)._replaced["get_" + port] = replacement;
        return engine;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _replaced.TryGetValue(targetMethod!.Name, out var replacement) ? replacement : targetMethod.Invoke(_real, args);
}
