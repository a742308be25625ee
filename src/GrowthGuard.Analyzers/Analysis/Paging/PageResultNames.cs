using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.CompilerServices;
using GrowthGuard.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>
/// The names of an assembly's methods whose results have a member by which one may go on, read off its metadata tables. No symbol is made:
/// big clients have a hundred thousand methods, and a compilation calls some dozens of them.
/// </summary>
/// <remarks>Kept for each assembly as long as its metadata lives, whatever compilations come and go.</remarks>
internal sealed class PageResultNames
{
    private static readonly ConditionalWeakTable<MetadataId, ConditionalWeakTable<PageWords, PageResultNames>> Known = new();
    private static readonly PageResultNames None = new([]);

    // What is in every compilation, and gives no pages. To read it would cost more than all that is read.
    private static readonly string[] Frameworks =
    [
        "mscorlib", "netstandard", "System", "WindowsBase", "Microsoft.AspNetCore", "Microsoft.CSharp", "Microsoft.Extensions",
        "Microsoft.VisualBasic", "Microsoft.Win32"
    ];

    private readonly IReadOnlyDictionary<string, ImmutableArray<string>> _methods;

    private PageResultNames(IReadOnlyList<Reader> modules)
    {
        Types = modules.SelectMany(module => module.Types).ToImmutableHashSet(StringComparer.Ordinal);
        GenericMethods = modules.SelectMany(module => module.GenericMethods).ToImmutableArray();
        TupleMethods = modules.SelectMany(module => module.TupleMethods).ToImmutableArray();
        PageSetting = modules.Select(module => module.PageSetting).FirstOrDefault(setting => setting is not null);
        _methods = modules.SelectMany(module => module.Methods)
            .GroupBy(methods => methods.Key, methods => methods.Value)
            .ToDictionary(methods => methods.Key, methods => methods.SelectMany(names => names).ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>The types that have a member by which one may go on, or that hold one that does.</summary>
    public ImmutableHashSet<string> Types { get; }

    /// <summary>
    /// The property by which this client is told which page is wanted, wherever it has one; <see langword="null"/> when it has none.
    /// </summary>
    public string? PageSetting { get; }

    /// <summary>The names of methods, properties aside, that give something of one of the types, a task of it or another wrapper.</summary>
    public IEnumerable<string> MethodsOf(HashSet<string> types) => types.Count < _methods.Count
        ? types.SelectMany(type => _methods.TryGetValue(type, out var methods) ? methods : ImmutableArray<string>.Empty)
        : _methods.Where(methods => types.Contains(methods.Key)).SelectMany(methods => methods.Value);

    /// <summary>Whether the assembly gives no pages at all.</summary>
    public bool IsEmpty => Types.IsEmpty && _methods.Count == 0 && GenericMethods.IsEmpty && TupleMethods.IsEmpty;

    /// <summary>The names of methods that give whatever their type argument, or that of their type, says.</summary>
    public ImmutableArray<string> GenericMethods { get; }

    /// <summary>The names of methods that give tuples with such an element, or an <c>out</c> argument that is one.</summary>
    public ImmutableArray<string> TupleMethods { get; }

    /// <summary>What is known of a referenced assembly; nothing of frameworks.</summary>
    public static PageResultNames Of(IAssemblySymbol assembly, PageWords words)
    {
        if (IsFramework(assembly.Name) || assembly.GetMetadata() is not { } metadata)
            return None;
        return Known.GetOrCreateValue(metadata.Id).GetValue(words, words => Read(metadata, words));
    }

    private static bool IsFramework(string name) =>
        Frameworks.Any(framework => name.StartsWith(framework, StringComparison.Ordinal) &&
            (name.Length == framework.Length || name[framework.Length] == '.'));

    private static PageResultNames Read(AssemblyMetadata metadata, PageWords words)
    {
        try
        {
            return new PageResultNames([.. metadata.GetModules().Select(module => new Reader(module.GetMetadataReader(), words))]);
        }
        catch (BadImageFormatException)
        {
            // Nothing can be called that is in a broken file.
            return None;
        }
    }

    /// <summary>Reads one module. Types are rows of its tables until one is found, and only what is found becomes text.</summary>
    private sealed class Reader
    {
        private const int MaximumDepth = 3;

        private const string GetterPrefix = "get_";

        private const string Tuple = "(,)";

        // What an operation gives may hold its token in a part of any name: GetObjectAttributesResponse.ObjectParts.
        private static readonly string[] Responses = ["Response", "Result", "Reply", "Output"];

        private readonly MetadataReader _metadata;
        private readonly PageWords _words;
        private readonly Dictionary<StringHandle, MethodMeaning> _meanings = new();
        private readonly HashSet<TypeDefinitionHandle> _pages = new();
        private readonly Dictionary<TypeReferenceHandle, string?> _foreign = new();
        private readonly Dictionary<string, HashSet<string>> _methods = new(StringComparer.Ordinal);
        private readonly HashSet<string> _generic = new(StringComparer.Ordinal);
        private readonly HashSet<string> _tuples = new(StringComparer.Ordinal);
        private readonly HashSet<ParameterHandle> _outTokens = new();
        private StringHandle _method;
        private bool _givesTuple;

        [Flags]
        private enum MethodMeaning
        {
            None = 0,
            Getter = 1,
            Output = 2,
            Holder = 4,
            Setting = 8,
            Continuing = 16,
            Making = 32,
        }

        public Reader(MetadataReader metadata, PageWords words)
        {
            _metadata = metadata;
            _words = words;
            ReadPages(out var holders);
            AddDerivedAndHolders(holders);
            ReadOutTokens();
            ReadMethods();
        }

        public string? PageSetting { get; private set; }

        public IEnumerable<string> Types => _pages.Select(page => NameOf(_metadata.GetTypeDefinition(page)));

        public IReadOnlyDictionary<string, HashSet<string>> Methods => _methods;

        public IReadOnlyCollection<string> GenericMethods => _generic;

        public IReadOnlyCollection<string> TupleMethods => _tuples;

        // Properties are seen by their getters: to ask a type for its properties is to go through those of all types.
        private void ReadPages(out List<(TypeDefinitionHandle Type, BlobHandle Held)> holders)
        {
            holders = [];
            foreach (var handle in _metadata.TypeDefinitions)
            {
                bool? isResponse = null;
                foreach (var member in _metadata.GetTypeDefinition(handle).GetMethods())
                {
                    var method = _metadata.GetMethodDefinition(member);
                    var meaning = MeaningOf(method.Name);
                    if (meaning == MethodMeaning.None)
                        continue;
                    if ((meaning & MethodMeaning.Setting) != 0)
                        PageSetting ??= _metadata.GetString(method.Name).Substring(GetterPrefix.Length);
                    if ((meaning & MethodMeaning.Output) != 0 ||
                        ((meaning & MethodMeaning.Continuing) != 0 &&
                            ((meaning & MethodMeaning.Making) != 0 || Gives(method.Signature, handle))))
                        _pages.Add(handle);
                    else if ((meaning & MethodMeaning.Holder) != 0 ||
                        ((meaning & MethodMeaning.Getter) != 0 && (isResponse ??= IsResponse(handle)) == true))
                        holders.Add((handle, method.Signature));
                }
            }
        }

        // page.GetNextPage() that gives a page.
        private bool Gives(BlobHandle signature, TypeDefinitionHandle page) => Result(signature, type => type == page);

        private bool IsResponse(TypeDefinitionHandle type)
        {
            var name = NameOf(_metadata.GetTypeDefinition(type));
            return Responses.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));
        }

        private MethodMeaning MeaningOf(StringHandle name)
        {
            if (!_meanings.TryGetValue(name, out var known))
            {
                known = MeaningOf(_metadata.GetString(name));
                _meanings[name] = known;
            }

            return known;
        }

        private MethodMeaning MeaningOf(string method)
        {
            if (!method.StartsWith(GetterPrefix, StringComparison.Ordinal))
                return !_words.IsContinuing(method)
                    ? MethodMeaning.None
                    : PageWords.MakesRequest(method)
                    ? MethodMeaning.Continuing | MethodMeaning.Making
                    : MethodMeaning.Continuing;
            var property = method.Substring(GetterPrefix.Length);
            return MethodMeaning.Getter | (_words.IsOutput(property) ? MethodMeaning.Output : MethodMeaning.None) |
                (_words.IsHolder(property) ? MethodMeaning.Holder : MethodMeaning.None) |
                (_words.IsPageSetting(property) ? MethodMeaning.Setting : MethodMeaning.None);
        }

        // What derives from a page is one, and so is what holds one: until nothing is added.
        private void AddDerivedAndHolders(List<(TypeDefinitionHandle Type, BlobHandle Held)> holders)
        {
            bool isNew;
            do
            {
                isNew = AddDerived();
                isNew |= AddHolders(holders);
            }
            while (isNew);
        }

        private bool AddDerived()
        {
            var before = _pages.Count;
            if (before == 0)
                return false;
            foreach (var handle in _metadata.TypeDefinitions)
            {
                var @base = _metadata.GetTypeDefinition(handle).BaseType;
                if (@base.Kind == HandleKind.TypeDefinition
                    ? _pages.Contains((TypeDefinitionHandle)@base)
                    : @base is { Kind: HandleKind.TypeSpecification, IsNil: false } && IsOfPage((TypeSpecificationHandle)@base))
                    _pages.Add(handle);
            }

            return _pages.Count > before;
        }

        private bool IsOfPage(TypeSpecificationHandle type)
        {
            var blob = _metadata.GetBlobReader(_metadata.GetTypeSpecification(type).Signature);
            return Walk(ref blob, 0, false, IsPage);
        }

        private bool AddHolders(List<(TypeDefinitionHandle Type, BlobHandle Held)> holders)
        {
            var before = _pages.Count;
            foreach (var (type, held) in holders)
            {
                if (before > 0 && !_pages.Contains(type) && Result(held, IsPage))
                    _pages.Add(type);
            }

            return _pages.Count > before;
        }

        private bool IsPage(EntityHandle type) => type.Kind == HandleKind.TypeDefinition && _pages.Contains((TypeDefinitionHandle)type);

        // Through the table of all parameters, of which few are `out`: most assemblies have none that is named so.
        private void ReadOutTokens()
        {
            for (var row = _metadata.GetTableRowCount(TableIndex.Param); row > 0; row--)
            {
                var handle = MetadataTokens.ParameterHandle(row);
                var parameter = _metadata.GetParameter(handle);
                if ((parameter.Attributes & ParameterAttributes.Out) != 0 &&
                    _words.IsOutput(NamePattern.PropertyOf(_metadata.GetString(parameter.Name))))
                    _outTokens.Add(handle);
            }
        }

        private void ReadMethods()
        {
            // One delegate for a hundred thousand methods.
            Func<EntityHandle, bool> add = AddMethod;
            foreach (var handle in _metadata.MethodDefinitions)
            {
                var method = _metadata.GetMethodDefinition(handle);
                if ((method.Attributes &
                    (MethodAttributes.MemberAccessMask | MethodAttributes.SpecialName)) is not (MethodAttributes.Public
                        or MethodAttributes.Family or MethodAttributes.FamORAssem))
                    continue;
                _method = method.Name;
                _givesTuple = false;
                Result(method.Signature, add);
                if (_givesTuple && ElementsOfTuple(method).Any(_words.IsOutput) ||
                    _outTokens.Count > 0 && method.GetParameters().Any(_outTokens.Contains))
                    _tuples.Add(_metadata.GetString(method.Name));
            }
        }

        // The names are in an attribute of what is returned: its only argument is an array of them.
        private IEnumerable<string> ElementsOfTuple(MethodDefinition method)
        {
            foreach (var handle in method.GetParameters())
            {
                var parameter = _metadata.GetParameter(handle);
                if (parameter.SequenceNumber != 0)
                    continue;
                foreach (var attribute in parameter.GetCustomAttributes().Select(_metadata.GetCustomAttribute).Where(IsTupleElementNames))
                {
                    var blob = _metadata.GetBlobReader(attribute.Value);
                    if (blob.ReadUInt16() != 1)
                        continue;
                    for (var count = blob.ReadInt32(); count > 0; count--)
                        yield return blob.ReadSerializedString() ?? "";
                }
            }
        }

        private bool IsTupleElementNames(CustomAttribute attribute) =>
            attribute.Constructor.Kind == HandleKind.MemberReference &&
            _metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } type &&
            _metadata.StringComparer.Equals(_metadata.GetTypeReference((TypeReferenceHandle)type).Name, "TupleElementNamesAttribute");

        // All that stands in a result counts: the search goes on.
        private bool AddMethod(EntityHandle result)
        {
            if (result.IsNil)
                _generic.Add(_metadata.GetString(_method));
            else if (ResultName(result) is { } name)
                Add(name, _metadata.GetString(_method));
            return false;
        }

        // A page of this assembly, or a type of another that may be one.
        private string? ResultName(EntityHandle type)
        {
            if (type.Kind == HandleKind.TypeDefinition)
                return IsPage(type) ? NameOf(_metadata.GetTypeDefinition((TypeDefinitionHandle)type)) : null;
            if (type.Kind != HandleKind.TypeReference)
                return null;
            var reference = (TypeReferenceHandle)type;
            if (!_foreign.TryGetValue(reference, out var known))
            {
                var definition = _metadata.GetTypeReference(reference);
                var space = definition.ResolutionScope.Kind == HandleKind.TypeReference ? default : definition.Namespace;
                if (!space.IsNil && _metadata.StringComparer.Equals(space, nameof(System)) &&
                    _metadata.StringComparer.StartsWith(definition.Name, "ValueTuple`"))
                    known = Tuple;
                _foreign[reference] = known ??= !space.IsNil && _metadata.StringComparer.StartsWith(space, nameof(System))
                    ? null
                    : WithoutArity(_metadata.GetString(definition.Name));
            }

            _givesTuple |= known == Tuple;
            return known == Tuple ? null : known;
        }

        private void Add(string result, string method)
        {
            if (!_methods.TryGetValue(result, out var known))
                _methods[result] = known = new HashSet<string>(StringComparer.Ordinal);
            known.Add(method);
        }

        private string NameOf(TypeDefinition type) => WithoutArity(_metadata.GetString(type.Name));

        private static string WithoutArity(string name)
        {
            var tick = name.IndexOf('`');
            return tick < 0 ? name : name.Substring(0, tick);
        }

        /// <summary>
        /// Whether one of the types that stand in the result of a method, or in the type of a property, is meant; a nil handle is a type
        /// parameter.
        /// </summary>
        private bool Result(BlobHandle signature, Func<EntityHandle, bool> isMeant)
        {
            var blob = _metadata.GetBlobReader(signature);
            var header = blob.ReadSignatureHeader();
            if (header.IsGeneric)
                blob.ReadCompressedInteger();
            blob.ReadCompressedInteger();
            return Walk(ref blob, 0, false, isMeant);
        }

        // What is no class, struct, generic type or type parameter ends it: no page is a number or an array.
        private bool Walk(ref BlobReader blob, int depth, bool isTask, Func<EntityHandle, bool> isMeant)
        {
            RecursionGuard.Check();
            while (blob.RemainingBytes > 0)
            {
                switch (blob.ReadSignatureTypeCode())
                {
                    case SignatureTypeCode.RequiredModifier or SignatureTypeCode.OptionalModifier:
                        blob.ReadTypeHandle();
                        continue;
                    case SignatureTypeCode.TypeHandle:
                        return isMeant(blob.ReadTypeHandle());
                    case SignatureTypeCode.GenericTypeInstance when depth < MaximumDepth:
                        blob.ReadSignatureTypeCode();
                        var type = blob.ReadTypeHandle();
                        return isMeant(type) || (blob.ReadCompressedInteger() == 1 && Walk(ref blob, depth + 1, IsTask(type), isMeant));

                    // T, Task<T>: what a request says that sends itself.
                    case SignatureTypeCode.GenericTypeParameter when depth == 0 || (depth == 1 && isTask):
                        return isMeant(default);
                    default:
                        return false;
                }
            }

            return false;
        }

        private bool IsTask(EntityHandle type) =>
            type.Kind == HandleKind.TypeReference && _metadata.GetTypeReference((TypeReferenceHandle)type).Name is var name &&
                (_metadata.StringComparer.Equals(name, "Task`1") || _metadata.StringComparer.Equals(name, "ValueTask`1"));
    }
}
