using System.Text;
using System.Text.Json;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Tests.Guards;

namespace ProductGate.Tests.Rules;

/// <summary>The formats of the log are what its README says, byte for byte.</summary>
public sealed class LogFormatTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Sources.Root, "src/ProductGate.Domain/Audit/README.md"));
    private static readonly Guid Product = Guid.Parse("7b0c2f4e-0000-7000-8000-000000000001");
    private static readonly LeafActor Wang = new("wang", "Wang Fang", ActorKind.Person, [Role.ProductTeam]);
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    private static readonly byte[][] Leaves =
    [
        AuditLeaves.Write(new FactLeaf(1, Product, 1, "stage-entered", JsonElement.Parse("""{"stage":"InternalDeclaration","round":1,"at":"2026-03-02T01:00:00+00:00"}"""), Wang, LogTime.Write(Nine), "a1", null, LeafPolicy.Of(new("default", 1, string.Concat(Enumerable.Repeat("ab", 32)))))),
        AuditLeaves.Write(new RefusalLeaf("r1", Product, "SubmitStage", "stage-incomplete", "Internal declaration is not complete enough to hand in.", ["Fill in the summary: purpose."], Wang, LogTime.Write(Nine.AddMilliseconds(300_250)), "R2")),
        AuditLeaves.Write(new FactLeaf(2, Product, 2, "product-withdrawn", JsonElement.Parse("""{"reason":"No market.","by":"wang"}"""), Wang, LogTime.Write(Nine.AddMinutes(6)))),
    ];

    private static readonly byte[][] Hashes = [.. Leaves.Select(l => Digest.OfLeaf(l))];

    private static ProductHead Head => ProductHead.None(Product).After(Hashes[0]).After(Hashes[2]);

    private static Checkpoint Newest => new(LogKeys.First.Public.Name, 3, MerkleTree.Root(Hashes), 1, Head.EntryHash, Nine.AddMinutes(7));

    [Fact]
    public void leaves_roots_heads_and_entries_are_as_written_down()
    {
        for (var i = 0; i < 3; i++) Readme.Should().Contain($"leaf {i}  {Encoding.UTF8.GetString(Leaves[i])}\n        {Trees.Hex(Hashes[i])}\n");
        Readme.Should().Contain($"root    {Trees.Hex(MerkleTree.Root(Hashes))}\n").And.Contain($"head 1  {Trees.Hex(ProductHead.None(Product).After(Hashes[0]).Head)}\n").And.Contain($"head 2  {Trees.Hex(Head.Head)}\n")
            .And.Contain($"entry   {Encoding.UTF8.GetString(Head.Entry)}\n").And.Contain($"map     {Trees.Hex(Head.EntryHash)}\n");
    }

    [Fact]
    public void proofs_are_as_written_down()
    {
        var tree = MerkleTree.In(Hashes);
        foreach (var index in (int[])[0, 2]) Readme.Should().Contain($"in {index}    {Written(MerkleProof.Inclusion(index, 3, tree))}\n");
        foreach (var size in (int[])[1, 2]) Readme.Should().Contain($"from {size}  {Written(MerkleProof.Consistency(size, 3, tree))}\n");
    }

    [Fact]
    public void a_batch_of_access_records_and_its_leaf_are_as_written_down()
    {
        NumberedReading[] batch = [new(1, Guid.Parse("01a00000-0000-7000-8000-000000000001"), LogTime.Write(Nine.AddSeconds(390)), "wang", "Wang Fang", ["product-team"], nameof(AccessKind.Dossier), $"{Product}", "?revision=1", "10.0.0.7", "Firefox", "a1")];
        var leaf = ReadingBatches.LeafOf(1, 1, 1, ReadingBatches.DigestOf(batch), Nine.AddMinutes(7)).Bytes;

        Readme.Should().Contain($"batch   {CanonicalJson.Of(JsonSerializer.SerializeToElement(batch, Json.Options)).Text}\nleaf    {Encoding.UTF8.GetString(leaf)}\n        {Trees.Hex(Digest.OfLeaf(leaf))}\n");
    }

    [Fact]
    public void the_zip_is_as_written_down() =>
        Readme.Should().Contain($"zip     {Convert.ToHexStringLower(StoredZip.Write([new("a.txt", "A\n"u8.ToArray()), new("b.txt", default)]))}\n");

    [Fact]
    public void checkpoints_and_rotations_are_as_written_down()
    {
        Readme.Should().Contain($"key     {LogKeys.First.Public.Text}\n").And.Contain(SignedNote.Sign(Newest.Text, LogKeys.First.Public, LogKeys.First.Sign).Write())
            .And.Contain(SignedNote.Sign(new KeyRotation(Newest.Origin, LogKeys.Second.Public, new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)).Text, LogKeys.First.Public, LogKeys.First.Sign).Write());
    }

    [Fact]
    public void what_is_written_is_read_again()
    {
        var note = SignedNote.Sign(Newest.Text, LogKeys.First.Public, LogKeys.First.Sign).And(LogKeys.Second.Public, LogKeys.Second.Sign);
        var read = SignedNote.Read(note.Write())!;

        Checkpoint.Read(read.Text)!.Text.Should().Be(Newest.Text);
        read.IsSignedBy(LogKeys.First.Public, LogKeys.Verify).Should().BeTrue();
        read.IsSignedBy(LogKeys.Second.Public, LogKeys.Verify).Should().BeTrue();
        (read with { Text = read.Text.Replace("map 1", "map 2", StringComparison.Ordinal) }).IsSignedBy(LogKeys.First.Public, LogKeys.Verify).Should().BeFalse();
        LogKey.Read(LogKeys.Second.Public.Text)!.Public.Should().Equal(LogKeys.Second.Public.Public);
        KeyRotation.Read(new KeyRotation("a", LogKeys.Second.Public, Nine).Text)!.Next.Text.Should().Be(LogKeys.Second.Public.Text);
    }

    [Theory]
    [InlineData("bank.example/productgate\n3\n", "bank.example/productgate\n03\n")]
    [InlineData("\nmap 1 ", "\nmap  1 ")]
    [InlineData("000000Z\n", "000000Z\nmore\n")]
    [InlineData("000000Z\n", "00000Z\n")]
    [InlineData("VKY=", "VKZ=")]
    public void a_checkpoint_has_one_form(string there, string instead)
    {
        Newest.Text.Should().Contain(there);
        Checkpoint.Read(Newest.Text.Replace(there, instead, StringComparison.Ordinal)).Should().BeNull();
    }

    private static string Written(byte[][] proof) => CanonicalJson.Of(JsonSerializer.SerializeToElement(LeafProof.Write(proof), Json.Options)).Text;
}
