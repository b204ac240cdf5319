using System;
using System.Linq;
using SslTools.Benchmarks;

// Without arguments all are run; a word selects those whose name has it.
using var program = new PublishedProgram();
var benchmarks = new (string Name, Func<Measurement[]> Run)[]
{
    ("acme", () => AcmeBenchmark.Run(program)),
    ("renewal", () => RenewalBenchmark.Run(program)),
    ("import", ImportBenchmark.Run),
    ("issue", IssueBenchmark.Run),
    ("rsa", RsaBenchmark.Run),
    ("list", ListBenchmark.Run),
    ("heap", HeapBenchmark.Run),
    ("validate", ValidateBenchmark.Run),
    ("platform", PlatformBenchmark.Run),
    ("bind", BindBenchmark.Run),
    ("endpoint", () => EndpointBenchmark.Run(program)),
};

Console.WriteLine(Measurement.Header);
foreach (var benchmark in benchmarks.Where(b => args.Length == 0 || args.Any(a => b.Name.Contains(a, StringComparison.OrdinalIgnoreCase))))
{
    foreach (var measurement in benchmark.Run()) Console.WriteLine(measurement);
}
