using System;
using System.Collections.Generic;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Tests.Scheduling;

/// <summary>The real engine as root has it, whose programs all succeed and do nothing.</summary>
public class EngineAsRoot : DispatchProxy
{
    private readonly EngineServices _real = new();

    public static IEngine Create() => Create<IEngine, EngineAsRoot>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        "get_" + nameof(IEngine.Processes) => new SilentPrograms(),
        "get_" + nameof(IEngine.IsElevated) => true,
        _ => targetMethod.Invoke(_real, args),
    };

    private sealed class SilentPrograms : IProcessRunner
    {
        public string? Find(string program) => "/usr/bin/" + program;

        public Task<ProcessResult> RunAsync(
            string program, IReadOnlyList<string> arguments, string? input, TimeSpan timeout, CancellationToken cancellationToken) =>
            Task.FromResult(new ProcessResult(0, "", ""));
    }
}
