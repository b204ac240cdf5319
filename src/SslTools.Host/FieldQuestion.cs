using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace SslTools.Hosting;

/// <summary>Asks for the value of one parameter.</summary>
/// <param name="field">The parameter.</param>
/// <param name="ui">Where to ask.</param>
internal sealed class FieldQuestion(FieldDescription field, ConsoleUi ui)
{
    private readonly Type _type = Type.GetType(field.ParameterAssemblyFullName) ?? typeof(string);

    /// <summary>Asks, until the answer can be read as the parameter's type; for a list, until an empty answer.</summary>
    /// <returns>The value.</returns>
    public object? Ask()
    {
        if (!typeof(IList).IsAssignableFrom(_type)) return Single(_type, field.Name + ": ");
        var values = new List<object?>();
        while (true)
        {
            var value = Single(_type.GetElementType() ?? typeof(object), $"{field.Name}[{values.Count}]: ");
            if (value is null or "" or SecureString { Length: 0 }) break;
            values.Add(value);
        }

        return LanguagePrimitives.TryConvertTo(values, _type, CultureInfo.InvariantCulture, out var list) ? list : values.ToArray();
    }

    private object? Single(Type type, string prompt)
    {
        if (type == typeof(PSCredential))
        {
            ui.Ask(prompt.TrimEnd() + Environment.NewLine);
            return ui.PromptForCredential(null, null, null, "");
        }

        while (true)
        {
            ui.Ask(prompt);
            if (type == typeof(SecureString)) return ui.Secret();
            var answer = ui.Answer();
            if (answer == "!?") ui.Ask((field.HelpMessage is { Length: > 0 } help ? help : $"There is no help for {field.Name}.") + Environment.NewLine);
            else if (answer.Length == 0) return answer;
            else if (LanguagePrimitives.TryConvertTo(answer, type, CultureInfo.InvariantCulture, out var value)) return value;
            else ui.Ask($"'{answer}' cannot be read as {type.Name}.{Environment.NewLine}");
        }
    }
}
