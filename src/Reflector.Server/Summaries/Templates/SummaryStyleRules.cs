using Reflector.Server.Http;

namespace Reflector.Server.Summaries.Templates;

/// <summary>What a choice of template has to keep to, wherever it is made.</summary>
internal static class SummaryStyleRules
{
    /// <exception cref="ApiValidationException">There is no such template, or the prompt does not fit it.</exception>
    public static void Check(string templateField, string? template, string promptField, string? prompt)
    {
        TextRules.Check(promptField, prompt, SummaryTemplates.LongestPrompt);
        if (template is null)
            return;
        if (template != SummaryTemplates.Own && SummaryTemplates.Find(template) is null)
            throw new ApiValidationException(
                "enum",
                ["body", templateField],
                $"Input should be one of: {string.Join(", ", SummaryTemplates.All.Select(known => known.Name))}, {SummaryTemplates.Own}"
            );
        if (template == SummaryTemplates.Own && string.IsNullOrWhiteSpace(prompt))
            throw new ApiValidationException(
                "value_error",
                ["body", promptField],
                "Say what the summary should look like"
            );
    }
}
