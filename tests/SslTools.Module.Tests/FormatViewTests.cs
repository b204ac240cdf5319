using System.IO;
using System.Linq;
using System.Xml.Linq;
using SslTools.Testing;
using Xunit;

namespace SslTools.Module.Tests;

public class FormatViewTests
{
    // A misspelt property is an empty column, which nobody reports.
    [Fact]
    public void Every_property_of_a_view_is_there()
    {
        using var session = new ModuleSession();
        var views = XDocument.Load(Path.Combine(Repository.StagedModule, "SslTools.Format.ps1xml")).Descendants("View").ToList();
        Assert.Contains(views, view => view.Descendants("TypeName").Single().Value == "SslTools.SslFinding");
        Assert.Contains(views, view => view.Descendants("TypeName").Single().Value == "SslTools.SslRenewalResult");
        foreach (var view in views)
        {
            var type = view.Descendants("TypeName").Single().Value;
            foreach (var property in view.Descendants("PropertyName").Select(p => p.Value))
                Assert.True((bool)session.Succeed($"$null -ne [{type}].GetProperty('{property}')").Single().BaseObject, $"{type}.{property}");
        }
    }
}
