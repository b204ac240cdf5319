using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Postfix;

/// <summary>Sets parameters for services where they count: on the line of master.cf of a service that has its own, otherwise in main.cf.</summary>
internal sealed class PostfixEditor
{
    private readonly PostfixConfiguration _configuration;
    private readonly List<TextEdit> _main = [];
    private readonly List<TextEdit> _master = [];

    /// <summary>Makes the editor.</summary>
    /// <param name="configuration">The configuration.</param>
    public PostfixEditor(PostfixConfiguration configuration) => _configuration = configuration;

    /// <summary>Sets a parameter, unless it says so already.</summary>
    /// <param name="service">The service.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="value">The value, one character a byte, as it shall be written.</param>
    public void Set(PostfixService service, string name, string value)
    {
        if (service.Override(name) is { } own)
        {
            if (own.Value != value) Add(_master, PostfixMaster.Set(own, value));
        }
        else if (_configuration.Main.Find(name)?.Value != value)
        {
            Add(_main, _configuration.Main.Set(name, value));
        }
    }

    /// <summary>Empties a parameter where it stands; what it has by itself may refer to others.</summary>
    /// <param name="service">The service.</param>
    /// <param name="name">The parameter.</param>
    public void Clear(PostfixService service, string name)
    {
        if (service.Override(name) is not null || _configuration.Main.Find(name) is not null) Set(service, name, "");
    }

    /// <summary>Carries the edits out in the plan.</summary>
    /// <returns>The changes.</returns>
    public IEnumerable<TextChange> Finish() =>
        _configuration.Work.Edit(_configuration.Main.Path, _main).Concat(_configuration.Work.Edit(_configuration.MasterPath, _master)).ToList();

    // Two services of one port set the same.
    private static void Add(List<TextEdit> edits, TextEdit edit)
    {
        if (!edits.Contains(edit)) edits.Add(edit);
    }
}
