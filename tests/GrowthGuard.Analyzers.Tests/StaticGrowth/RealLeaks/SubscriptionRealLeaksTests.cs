using GrowthGuard.Analyzers.Rules.Growth;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth.RealLeaks;

/// <summary>GG1007 on leaks that were fixed in public repositories.</summary>
public sealed class SubscriptionRealLeaksTests
{
    private static readonly Dictionary<string, RealLeak> Leaks = new()
    {
        ["A wrapper of the application domain that is made at each use (NLog)"] = new(
            """
            public class Domain
            {
                public Domain(AppDomain domain)
                {
                    BaseDirectory = domain.BaseDirectory;
                    {|GG1007:domain.ProcessExit += OnExit|};
                }

                public static Domain Current => new Domain(AppDomain.CurrentDomain);

                public string BaseDirectory { get; }

                public event EventHandler Exit;

                private void OnExit(object sender, EventArgs e) => Exit?.Invoke(sender, e);
            }

            public class Layout
            {
                public static void Main()
                {
                    while (true)
                    {
                        var domain = Domain.Current;
                        Console.WriteLine(domain.BaseDirectory + Console.ReadLine());
                    }
                }
            }
            """,
            """
            public class Domain
            {
                private readonly AppDomain _domain;
                private EventHandler _exit;

                public Domain(AppDomain domain)
                {
                    _domain = domain;
                    BaseDirectory = domain.BaseDirectory;
                }

                public static Domain Current => new Domain(AppDomain.CurrentDomain);

                public string BaseDirectory { get; }

                public event EventHandler Exit
                {
                    add
                    {
                        if (_exit == null)
                            _domain.ProcessExit += OnExit;
                        _exit += value;
                    }
                    remove
                    {
                        _exit -= value;
                        if (_exit == null)
                            _domain.ProcessExit -= OnExit;
                    }
                }

                private void OnExit(object sender, EventArgs e) => _exit?.Invoke(sender, e);
            }
            """),

        ["A view model per tab on a static event (EditorBar)"] = new(
            """
            public class Options
            {
                public static event Action<Options> {|GG1007:Saved|};

                public void Save() => Saved?.Invoke(this);
            }

            public class Label
            {
                public Label() => Options.Saved += OnSaved;

                private void OnSaved(Options options) { }
            }

            public class Tabs
            {
                public static void Main()
                {
                    while (true)
                        Show(new Label(), Console.ReadLine());
                }

                private static void Show(Label label, string file) { }
            }
            """,
            """
            public class Options
            {
                public static event Action<Options> Saved;

                public void Save() => Saved?.Invoke(this);
            }

            public sealed class Label : IDisposable
            {
                public Label() => Options.Saved += OnSaved;

                public void Dispose() => Options.Saved -= OnSaved;

                private void OnSaved(Options options) { }
            }

            public class Tabs
            {
                public static void Main()
                {
                    while (true)
                    {
                        using var label = new Label();
                        Show(label, Console.ReadLine());
                    }
                }

                private static void Show(Label label, string file) { }
            }
            """),

        ["A closure per script on the resolver of assemblies (dotnet-script)"] = new(
            """
            using System.Reflection;

            public class Runner
            {
                public void Evaluate(string path)
                {
                    var assembly = Assembly.GetEntryAssembly();
                    {|GG1007:AppDomain.CurrentDomain.AssemblyResolve += (sender, args) => args.Name == path ? assembly : null|};
                    assembly.EntryPoint.Invoke(null, null);
                }
            }
            """,
            """
            using System.Reflection;

            public class Runner
            {
                public void Evaluate(string path)
                {
                    var assembly = Assembly.GetEntryAssembly();
                    Assembly OnResolve(object sender, ResolveEventArgs args) => args.Name == path ? assembly : null;
                    AppDomain.CurrentDomain.AssemblyResolve += OnResolve;
                    try
                    {
                        assembly.EntryPoint.Invoke(null, null);
                    }
                    finally
                    {
                        AppDomain.CurrentDomain.AssemblyResolve -= OnResolve;
                    }
                }
            }
            """),
    };

    public static TheoryData<string> Names => new(Leaks.Keys);

    [Theory, MemberData(nameof(Names))]
    public Task Before_Diagnostic(string name) => RealLeakVerifier.BeforeAsync<SubscriptionNeverRemovedAnalyzer>(Leaks[name]);

    [Theory, MemberData(nameof(Names))]
    public Task After_NoDiagnostic(string name) => RealLeakVerifier.AfterAsync(Leaks[name]);
}
