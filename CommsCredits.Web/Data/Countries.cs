using System.Globalization;

namespace CommsCredits.Web.Data;

/// <summary>Exports name where a call went in two ways: <c>Brazil - Mobile</c>, or the country's code alone for calls to a toll-free number.</summary>
public static class Countries
{
    /// <summary>The country of a destination; a code of two letters becomes its name.</summary>
    public static string Of(string destination) => Named(destination.Split(" - ")[0].Trim());

    /// <summary>The destination as it is shown: a code alone becomes a name.</summary>
    public static string Named(string destination)
    {
        if (destination.Length != 2 || !destination.All(char.IsAsciiLetterUpper)) return destination;
        try
        {
            return new RegionInfo(destination).EnglishName;
        }
        catch (ArgumentException)
        {
            return destination;
        }
    }
}
