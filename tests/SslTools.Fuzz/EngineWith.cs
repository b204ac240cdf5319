using System.Reflection;
using SslTools.Engine;
using SslTools.Ports;

namespace SslTools.Fuzz;

/// <summary>The real engine, which runs no programs.</summary>
public class EngineWith : DispatchProxy
{
    private readonly EngineServices _real = new();
    private IProcessRunner? _processes;

    public static IEngine Processes(IProcessRunner processes)
    {
        var engine = Create<IEngine, EngineWith>();
        ((EngineWith)(object)engine)._processes = processes;
        return engine;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == "get_" + nameof(IEngine.Processes) ? _processes : targetMethod.Invoke(_real, args);
}
