using Marten;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using ProductGate.Domain;
using ProductGate.Service.Deadlines;
using ProductGate.Service.Policies;
using ProductGate.Service.Products;
using ProductGate.Tests.Support;
using Wolverine;

namespace ProductGate.Tests.Http;

/// <summary>A second node of a bank, on which the file of the pinned policy is missing or was edited.</summary>
public sealed class UnreadablePolicyTests(NewerPolicyBank bank) : IClassFixture<NewerPolicyBank>
{
    private static readonly string Officers = Timers.SignOff(Stage.PreliminaryReview, Role.ProtectionOffice);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task r11_without_the_pinned_text_nothing_is_judged_and_nothing_is_lost(bool isEdited)
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        var deadline = await product.Deadline(Officers);
        var folder = Directory.CreateTempSubdirectory("productgate-policies-").FullName;
        if (isEdited) File.WriteAllText(Path.Combine(folder, "default.2.json"), Edited());
        await using var node = bank.WithWebHostBuilder(b => b.UseSetting("Policies:Folder", folder));
        using var line = node.CreateClient();
        line.DefaultRequestHeaders.Authorization = new("Bearer", await bank.TokenOf(People.Officer));
        var (before, waiting) = (await Trace.Of(bank, product.Id), await Waiting(product));

        IsUnreadable(await line.Send(HttpMethod.Post, $"{product.Path}/opinions", Sample.Opinion(OpinionKind.Suggestion, Section.Pricing), Client.IfMatch(product.Version)));
        IsUnreadable(await line.Send(HttpMethod.Get, $"{product.Path}/gate"));
        (await line.Send(HttpMethod.Get, product.Path)).Is(200).Version.Should().Be(product.Version);
        bank.Clock.SetUtcNow(deadline.GetProperty("due").GetDateTimeOffset());
        await using (var scope = node.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync(new DeadlineTimer(product.Id, deadline.GetProperty("id").GetGuid()));

        await ReadModels.Rebuild(node.Services.GetRequiredService<IDocumentStore>(), node.Services.GetRequiredService<PolicyShelf>());

        (await Trace.Of(bank, product.Id)).Should().Be(before);
        (await Waiting(product)).Should().Be(waiting).And.BePositive("what waits goes on waiting, whoever writes the queue anew");
        (await TimersAt(deadline.GetProperty("id").GetGuid(), bank.Clock.GetUtcNow().AddMinutes(15))).Should().Be(1, "it asks again");
        await product.Fire(deadline.GetProperty("id").GetGuid());
        (await product.Trail("?type=deadline-missed")).Should().ContainSingle("with the document back in its place it is judged");
        Directory.Delete(folder, recursive: true);
    }

    private static void IsUnreadable(Answer answer) => answer.IsProblem(409, "policy-unreadable", "R11").Misses("Put the pinned document back.", "administrator");

    private static string Edited()
    {
        var document = Sample.PolicyDocument();
        document["version"] = 2;
        return document.ToJsonString();
    }

    private Task<long> Waiting(HttpJourney product) => bank.Scalar<long>("select count(*) from gate.mt_doc_workqueuerow where product_id = $1", product.Id);

    private Task<long> TimersAt(Guid deadline, DateTimeOffset at) => bank.Scalar<long>(
        "select count(*) from gate.wolverine_incoming_envelopes where status = 'Scheduled' and execution_time = $1 and position(convert_to($2, 'UTF8') in body) > 0", at, deadline.ToString());
}
