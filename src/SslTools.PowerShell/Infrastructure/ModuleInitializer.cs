using System.Management.Automation;

namespace SslTools.Infrastructure;

/// <summary>Runs on import. It only subscribes: no file is written, no socket opened, Engine is not loaded.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <summary>Called by PowerShell before the first cmdlet can run.</summary>
    public void OnImport() => EngineLoader.Subscribe();
}
