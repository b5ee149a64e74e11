namespace ProductGate.Domain;

/// <summary>One signature that a product needs.</summary>
/// <param name="Number">Distinguishes the signatures of one office at one stage.</param>
internal sealed record Seat(Stage Stage, SignOffPolicy Asked, int Number)
{
    /// <summary>Every signature that the policy asks for on the way of this product.</summary>
    public static IEnumerable<Seat> Of(Product p, Policy policy) =>
        from stage in policy.Stages
        from asked in SignOffs.AskedFor(p, policy, stage.Stage)
        from number in Enumerable.Range(1, asked.Quorum)
        select new Seat(stage.Stage, asked, number);
}

/// <summary>Somebody who can give a signature, and in whose right.</summary>
internal sealed record Signer(Actor Person, Right Right)
{
    public string[] Behind => Right.Behind(Person);

    public string Does(Seat seat) => $"signs {Words.Of(seat.Stage)} for {Words.Of(seat.Asked.Office)}" + Right switch
    {
        { OnBehalfOf: { } principal } => $" on behalf of {principal}",
        { Capacity: Capacity.Superior } => ", overdue",
        _ => "",
    };
}
