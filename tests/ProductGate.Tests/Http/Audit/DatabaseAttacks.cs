namespace ProductGate.Tests.Http;

/// <summary>What somebody who owns the database does to product $1 (another is $2), and what the verifier says of it then.</summary>
/// <param name="Part">Which promise the verifier finds broken.</param>
/// <param name="Says">Some of its words.</param>
internal sealed record DatabaseAttack(string Name, string Sql, string Part, string Says)
{
    private const string Launch = "stream_id = $1 and type = 'product-launched'";
    private const string NotInTheLog = "is not in the log at position";

    /// <summary>With rows of the database alone: the attacker has no key, and nothing is sealed anew.</summary>
    public static readonly DatabaseAttack[] OnRows =
    [
        new("edit data", $$"""update gate.mt_events set data = data || '{"channels":["everywhere"]}' where {{Launch}}""", "unaltered", NotInTheLog),
        new("edit actor", $$"""update gate.mt_events set user_name = 'somebody.else', headers = headers || '{"actor-name":"Somebody Else"}' where {{Launch}}""", "unaltered", NotInTheLog),
        new("edit time", $"update gate.mt_events set timestamp = timestamp - interval '1 day' where {Launch}", "unaltered", NotInTheLog),
        new("delete an event", "delete from gate.mt_events where stream_id = $1 and version = 5", "complete", "a fact is missing"),
        new("insert an event", $"""
            create temp table forged on commit drop as select * from gate.mt_events where {Launch};
            update forged set seq_id = 0, id = gen_random_uuid(), version = (select max(version) + 1 from gate.mt_events where stream_id = $1);
            insert into gate.mt_events select * from forged
            """, "unaltered", "it was never sealed"),
        new("swap two events", """
            update gate.mt_events e set data = o.data, type = o.type, user_name = o.user_name, headers = o.headers
            from gate.mt_events o where e.stream_id = $1 and o.stream_id = $1 and e.version in (4, 5) and o.version = 9 - e.version
            """, "unaltered", NotInTheLog),
        new("cut the tail", "delete from gate.mt_events where stream_id = $1 and version > (select max(version) - 2 from gate.mt_events where stream_id = $1)", "complete", "facts were cut off"),
        new("move a sign-off to another product", """
            update gate.mt_events set stream_id = $2, version = (select max(version) + 1 from gate.mt_events where stream_id = $2)
            where seq_id = (select max(seq_id) from gate.mt_events where stream_id = $1 and type = 'sign-off-given')
            """, "complete", "a fact is missing"),
        new("mask silently", """update gate.mt_events set data = data || '{"by":"***"}' where stream_id = $1 and data ? 'by'""", "unaltered", NotInTheLog),
        new("compact the stream", "delete from gate.mt_events where stream_id = $1 and version < (select max(version) from gate.mt_events where stream_id = $1)", "complete", "a fact is missing"),
    ];
}
