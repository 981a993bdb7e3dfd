namespace Reflector.Server.Search;

internal static class Spelling
{
    /// <summary>
    /// How many letters are missing, too many, other ones, or exchanged with their neighbour (optimal string alignment).
    /// </summary>
    public static int Mistakes(string typed, string meant)
    {
        var (beforeLast, last) = (new int[meant.Length + 1], new int[meant.Length + 1]);
        for (var column = 0; column <= meant.Length; column++)
            last[column] = column;
        for (var row = 1; row <= typed.Length; row++)
        {
            var current = new int[meant.Length + 1];
            current[0] = row;
            for (var column = 1; column <= meant.Length; column++)
            {
                var isSame = typed[row - 1] == meant[column - 1];
                current[column] = Math.Min(
                    Math.Min(last[column], current[column - 1]) + 1,
                    last[column - 1] + (isSame ? 0 : 1)
                );
                var isExchanged =
                    row > 1 && column > 1 && typed[row - 1] == meant[column - 2] && typed[row - 2] == meant[column - 1];
                if (isExchanged)
                    current[column] = Math.Min(current[column], beforeLast[column - 2] + 1);
            }
            (beforeLast, last) = (last, current);
        }
        return last[meant.Length];
    }
}
