using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ProductGate.Domain;
using ProductGate.Tests.Guards;

namespace ProductGate.Tests.Rules.Texts;

/// <summary>Every sentence in the domain's sources, as the compiler sees them: what no test happens to say is found as well.</summary>
/// <param name="Forms">English forms, each with one place where it stands.</param>
/// <param name="Lost">Places where a text becomes a phrase that is more than its literal: its form is lost and nobody can translate it.</param>
internal sealed record DomainSentences(IReadOnlyDictionary<string, string> Forms, IReadOnlyList<string> Lost)
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    public static readonly Lazy<DomainSentences> All = new(() => Of(Sources.Files("src/ProductGate.Domain").Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), path: Sources.Short(f)))));

    public static DomainSentences Of(IEnumerable<SyntaxTree> trees)
    {
        var own = trees.ToList();
        var system = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal));
        var compilation = CSharpCompilation.Create(
            "Read", own.Append(CSharpSyntaxTree.ParseText(ImplicitUsings)), system.Select(p => MetadataReference.CreateFromFile(p)), new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var phrase = compilation.GetTypeByMetadataName(typeof(Phrase).FullName!)!;
        var (forms, lost) = (new SortedDictionary<string, string>(StringComparer.Ordinal), new List<string>());
        foreach (var tree in own)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes().OfType<ExpressionSyntax>().Where(n => Becomes(model, n, phrase)))
                if (FormOf(model, node) is { } form) forms.TryAdd(form, Where(node));
                else lost.Add(Where(node));
        }
        return new(forms, lost);
    }

    /// <summary>A text that is turned into a phrase, alone or inside a tuple.</summary>
    private static bool Becomes(SemanticModel model, ExpressionSyntax node, ITypeSymbol phrase)
    {
        if (node.Parent is CastExpressionSyntax cast && cast.Expression == node && Same(model.GetTypeInfo(cast).Type, phrase)) return IsText(model.GetTypeInfo(node).Type);
        var info = model.GetTypeInfo(node);
        if (Same(info.ConvertedType, phrase)) return IsText(info.Type) && node is not CastExpressionSyntax;
        return node is not TupleExpressionSyntax && info is { Type: INamedTypeSymbol { IsTupleType: true } from, ConvertedType: INamedTypeSymbol { IsTupleType: true } to }
            && from.TupleElements.Zip(to.TupleElements).Any(e => IsText(e.First.Type) && Same(e.Second.Type, phrase));
    }

    /// <summary>Null for a text that is put together before it becomes a phrase.</summary>
    private static string? FormOf(SemanticModel model, ExpressionSyntax node)
    {
        if (node is LiteralExpressionSyntax) return Escaped((string)model.GetConstantValue(node).Value!);
        if (node is not InterpolatedStringExpressionSyntax text || (model.GetOperation(node) is not IInterpolatedStringHandlerCreationOperation && model.GetOperation(node)?.Parent is not IInterpolatedStringHandlerCreationOperation)) return null;
        var hole = 0;
        return string.Concat(text.Contents.Select(c => c is InterpolatedStringTextSyntax literal ? literal.TextToken.ValueText : $"{{{hole++}}}"));
    }

    private static string Escaped(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private static bool IsText(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_String;

    private static bool Same(ITypeSymbol? one, ITypeSymbol other) => SymbolEqualityComparer.Default.Equals(one?.WithNullableAnnotation(NullableAnnotation.None), other.WithNullableAnnotation(NullableAnnotation.None));

    private static string Where(SyntaxNode node)
    {
        var place = node.GetLocation().GetLineSpan();
        return $"{place.Path}:{place.StartLinePosition.Line + 1} {node}";
    }
}
