using ProductGate.Domain;

namespace ProductGate.Tests.Rules;

/// <summary>RFC 9162, with the test vectors that Certificate Transparency implementations share, and its definitions taken literally.</summary>
public sealed class MerkleTreeTests
{
    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void roots_of_the_published_vectors(int size, string root)
    {
        Trees.Hex(MerkleTree.Root(Trees.Vectors[..size])).Should().Be(root);
        var frontier = new MerkleFrontier();
        foreach (var leaf in Trees.Vectors[..size]) frontier.Append(leaf);
        Trees.Hex(frontier.Root()).Should().Be(root);
    }

    [Fact]
    public void a_published_inclusion_proof() =>
        MerkleProof.Inclusion(5, 8, MerkleTree.In(Trees.Vectors)).Select(Trees.Hex).Should().Equal(
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");

    [Fact]
    public void a_published_consistency_proof() =>
        MerkleProof.Consistency(6, 8, MerkleTree.In(Trees.Vectors)).Select(Trees.Hex).Should().Equal(
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");

    [Fact]
    public void every_leaf_of_every_small_tree_is_proven_and_no_other()
    {
        for (var size = 1; size <= 40; size++)
        {
            var leaves = Trees.Of(size);
            var root = MerkleTree.Root(leaves);
            root.Should().Equal(Trees.Mth(leaves));
            for (var i = 0; i < size; i++)
            {
                var proof = MerkleProof.Inclusion(i, size, MerkleTree.In(leaves));
                MerkleChecks.Includes(root, size, i, leaves[i], proof).Should().BeTrue();
                for (var j = 0; j < size; j++) MerkleChecks.Includes(root, size, j, leaves[i], proof).Should().Be(i == j);
                MerkleChecks.Includes(root, size, i, leaves[i], [.. proof, root]).Should().BeFalse();
                if (proof.Length > 0) MerkleChecks.Includes(root, size, i, leaves[i], proof[..^1]).Should().BeFalse();
            }
        }
    }

    [Fact]
    public void every_small_tree_grew_out_of_every_smaller_one()
    {
        var leaves = Trees.Of(40);
        for (var to = 0; to <= 40; to++)
            for (var from = 0; from <= to; from++)
            {
                var proof = MerkleProof.Consistency(from, to, MerkleTree.In(leaves));
                if (from > 0) proof.Should().BeEquivalentTo(Trees.SubProof(from, leaves.AsSpan(0, to), true), o => o.WithStrictOrdering());
                MerkleChecks.IsConsistent(from, Trees.Mth(leaves.AsSpan(0, from)), to, Trees.Mth(leaves.AsSpan(0, to)), proof).Should().BeTrue();
                for (var other = 1; other < to; other++)
                    if (other != from) MerkleChecks.IsConsistent(other, Trees.Mth(leaves.AsSpan(0, from)), to, Trees.Mth(leaves.AsSpan(0, to)), proof).Should().BeFalse();
            }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void random_sizes_and_a_tree_kept_as_nodes(int seed)
    {
        var dice = new Random(seed);
        var leaves = Trees.Of(dice.Next(1, 3000));
        var kept = new Dictionary<TreeNode, byte[]>();
        var frontier = new MerkleFrontier();
        foreach (var leaf in leaves)
        {
            foreach (var (node, hash) in frontier.Append(leaf)) kept.Add(node, hash);
            if (dice.Next(200) == 0) frontier = new(frontier.Size, node => kept[node]);
        }

        frontier.Root().Should().Equal(Trees.Mth(leaves));
        MerkleTree.Root(leaves.Length, node => kept[node]).Should().Equal(frontier.Root());
        for (var i = 0; i < 50; i++)
        {
            var (index, from) = (dice.Next(leaves.Length), dice.Next(leaves.Length + 1));
            MerkleTree.Reads(read => MerkleProof.Inclusion(index, leaves.Length, read)).Should().HaveCountLessThan(150).And.BeSubsetOf(kept.Keys);
            MerkleChecks.Includes(frontier.Root(), leaves.Length, index, leaves[index], MerkleProof.Inclusion(index, leaves.Length, n => kept[n])).Should().BeTrue();
            MerkleChecks.IsConsistent(from, Trees.Mth(leaves.AsSpan(0, from)), leaves.Length, frontier.Root(), MerkleProof.Consistency(from, leaves.Length, n => kept[n])).Should().BeTrue();
        }
    }

    [Fact]
    public void a_changed_leaf_changes_the_nodes_above_it_and_no_others()
    {
        for (var size = 1; size <= 20; size++)
            for (var index = 0; index < size; index++)
            {
                var (leaves, kept, frontier) = (Trees.Of(size), new Dictionary<TreeNode, byte[]>(), new MerkleFrontier());
                foreach (var (node, hash) in leaves.SelectMany(frontier.Append)) kept.Add(node, hash);
                leaves[index] = Digest.OfLeaf([42]);
                foreach (var (node, hash) in MerkleTree.Change(index, leaves[index], size, n => kept[n]).ToList()) kept[node] = hash;
                MerkleTree.Root(size, n => kept[n]).Should().Equal(Trees.Mth(leaves));
            }
    }
}
