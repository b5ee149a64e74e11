using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ProductGate.Domain;
using ProductGate.Tests.Guards;

namespace ProductGate.Tests.Rules.Texts;

/// <summary>Every sentence in the sources, as the compiler sees them: what no test happens to say is found as well.</summary>
/// <param name="Forms">English forms, each with one place where it stands.</param>
/// <param name="Lost">Places where a text becomes a phrase that is more than its literal: its form is lost and nobody can translate it.</param>
internal sealed record SourceSentences(IReadOnlyDictionary<string, string> Forms, IReadOnlyList<string> Lost)
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    public static readonly Lazy<SourceSentences> Domain = new(() => Of(Sources.Files("src/ProductGate.Domain").Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), path: Sources.Short(f)))));

    public static SourceSentences Of(IEnumerable<SyntaxTree> trees) =>
        Of(trees.Append(CSharpSyntaxTree.ParseText(ImplicitUsings)), name => name.StartsWith("System.", StringComparison.Ordinal));

    /// <param name="trees">With the usings that all of them have.</param>
    /// <param name="references">The file names of what they build upon.</param>
    public static SourceSentences Of(IEnumerable<SyntaxTree> trees, Func<string, bool> references)
    {
        var own = trees.ToList();
        var assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(p => references(Path.GetFileName(p)));
        var compilation = CSharpCompilation.Create("Read", own, assemblies.Select(p => MetadataReference.CreateFromFile(p)), new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var phrase = compilation.GetTypeByMetadataName(typeof(Phrase).FullName!)!;
        var (forms, lost) = (new SortedDictionary<string, string>(StringComparer.Ordinal), new List<string>());
        foreach (var tree in own)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes().OfType<ExpressionSyntax>().Where(n => Becomes(model, n, phrase)))
                if (Choices(node).Select(n => FormOf(model, n)).ToList() is var found && !found.Contains(null)) found.ForEach(form => forms.TryAdd(form!, Where(node)));
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

    /// <summary>The texts of which one becomes the phrase.</summary>
    private static IEnumerable<ExpressionSyntax> Choices(ExpressionSyntax node) => node switch
    {
        ParenthesizedExpressionSyntax inner => Choices(inner.Expression),
        ConditionalExpressionSyntax either => Choices(either.WhenTrue).Concat(Choices(either.WhenFalse)),
        ThrowExpressionSyntax => [],
        SwitchExpressionSyntax many => many.Arms.SelectMany(a => Choices(a.Expression)),
        _ => [node],
    };

    /// <summary>The texts that calls of these names are given, which hand them on as texts: validators and health checks.</summary>
    public static IEnumerable<(string Form, string Where)> HandedOn(IEnumerable<SyntaxTree> trees, params string[] names) =>
        from call in trees.SelectMany(t => t.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
        where call.Expression is MemberAccessExpressionSyntax member && names.Contains(member.Name.Identifier.Text)
        from argument in call.ArgumentList.Arguments.Take(1)
        from text in Choices(argument.Expression)
        where text is LiteralExpressionSyntax or InterpolatedStringExpressionSyntax
        select (text is LiteralExpressionSyntax literal ? Escaped(literal.Token.ValueText) : Numbered((InterpolatedStringExpressionSyntax)text), Where(call));

    /// <summary>Null for a text that is put together before it becomes a phrase.</summary>
    private static string? FormOf(SemanticModel model, ExpressionSyntax node)
    {
        if (node is LiteralExpressionSyntax) return Escaped((string)model.GetConstantValue(node).Value!);
        if (node is not InterpolatedStringExpressionSyntax text || (model.GetOperation(node) is not IInterpolatedStringHandlerCreationOperation && model.GetOperation(node)?.Parent is not IInterpolatedStringHandlerCreationOperation)) return null;
        return Numbered(text);
    }

    private static string Numbered(InterpolatedStringExpressionSyntax text)
    {
        var hole = 0;
        return string.Concat(text.Contents.Select(c => c is InterpolatedStringTextSyntax literal ? literal.TextToken.ValueText : $"{{{hole++}}}"));
    }

    private static string Escaped(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private static bool IsText(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_String;

    private static bool Same(ITypeSymbol? one, ITypeSymbol other) => SymbolEqualityComparer.Default.Equals(one?.WithNullableAnnotation(NullableAnnotation.None), other.WithNullableAnnotation(NullableAnnotation.None));

    private static string Where(SyntaxNode node)
    {
        var place = node.GetLocation().GetMappedLineSpan();
        return $"{Sources.Short(Path.GetFullPath(place.Path, Sources.Root))}:{place.StartLinePosition.Line + 1} {node}";
    }
}
