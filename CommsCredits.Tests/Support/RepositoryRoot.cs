namespace CommsCredits.Tests.Support;

/// <summary>Where the solution lies: the first folder upward that holds it.</summary>
public static class RepositoryRoot
{
    public static string Path { get; } = Find();

    public static string Of(string relative) => System.IO.Path.Combine(Path, relative);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "CommsCredits.sln"))) return folder.FullName;
        throw new InvalidOperationException("CommsCredits.sln is in no folder above the tests.");
    }
}
