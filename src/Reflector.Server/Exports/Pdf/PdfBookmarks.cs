namespace Reflector.Server.Exports.Pdf;

/// <summary>The outline beside the pages, of two levels.</summary>
internal static class PdfBookmarks
{
    /// <returns>Number of the outline's object.</returns>
    public static int Add(PdfFile file, IReadOnlyList<Bookmark> bookmarks)
    {
        var outline = file.Reserve();
        var numbers = bookmarks.Select(_ => file.Reserve()).ToList();
        var parents = Parents(bookmarks);
        foreach (var (index, bookmark) in bookmarks.Index())
        {
            var siblings = Children(parents, parents[index]);
            var place = siblings.IndexOf(index);
            var parent = parents[index] is { } above ? numbers[above] : outline;
            var entry =
                $"<< /Title {PdfFile.Text(bookmark.Title)} /Parent {parent} 0 R"
                + $" /Dest [{bookmark.Page} 0 R /XYZ null {PdfFile.Number(bookmark.Top)} null]";
            if (place > 0)
                entry += $" /Prev {numbers[siblings[place - 1]]} 0 R";
            if (place < siblings.Count - 1)
                entry += $" /Next {numbers[siblings[place + 1]]} 0 R";
            file.Add(numbers[index], entry + Ends(Children(parents, index), numbers) + " >>");
        }
        file.Add(outline, $"<< /Type /Outlines{Ends(Children(parents, null), numbers)} >>");
        return outline;
    }

    private static string Ends(List<int> children, List<int> numbers) =>
        children.Count == 0
            ? ""
            : $" /First {numbers[children[0]]} 0 R /Last {numbers[children[^1]]} 0 R /Count {children.Count}";

    private static List<int?> Parents(IReadOnlyList<Bookmark> bookmarks)
    {
        var parents = new List<int?>();
        int? heading = null;
        foreach (var (index, bookmark) in bookmarks.Index())
        {
            parents.Add(bookmark.Level == 0 ? null : heading);
            heading = bookmark.Level == 0 ? index : heading;
        }
        return parents;
    }

    private static List<int> Children(List<int?> parents, int? parent) =>
        [.. Enumerable.Range(0, parents.Count).Where(index => parents[index] == parent)];
}
