using GrowthGuard.DocsGenerator;

var root = Repository.FindRoot();
foreach (var document in GeneratedDocuments.All)
{
    var path = Path.Combine(root, document.Path);
    var before = File.Exists(path) ? File.ReadAllText(path) : document.Stub;
    var after = document.Refresh(before);
    if (!File.Exists(path) || after != before)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, after);
        Console.WriteLine($"wrote {document.Path}");
    }
}
