using System.Text;

namespace Reflector.Server.Summaries;

internal static class Markdown
{
    private const string Special = "\\`*_[]<>#";

    /// <summary>Spoken words are text: nothing in them becomes a link, an image, a heading or HTML.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (Special.Contains(character))
            {
                escaped.Append('\\');
            }

            escaped.Append(character is '\n' or '\r' ? ' ' : character);
        }

        return escaped.ToString();
    }
}
