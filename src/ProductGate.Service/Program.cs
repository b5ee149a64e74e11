using JasperFx;
using ProductGate.Service.Audit;
using ProductGate.Service.Conditions;
using ProductGate.Service.Deadlines;
using ProductGate.Service.Documents;
using ProductGate.Service.Door;
using ProductGate.Service.Evaluation;
using ProductGate.Service.Filing;
using ProductGate.Service.Identity;
using ProductGate.Service.Insights;
using ProductGate.Service.Launch;
using ProductGate.Service.Monitoring;
using ProductGate.Service.Notifications;
using ProductGate.Service.Opinions;
using ProductGate.Service.Ops;
using ProductGate.Service.Policies;
using ProductGate.Service.Products;
using ProductGate.Service.SignOffs;
using ProductGate.Service.Stages;
using ProductGate.Service.Ui;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.AddPolicies();
builder.Services.AddSingleton<DocumentVault>().AddSingleton<ToldLately>();
builder.AddAudit();
builder.Services.AddDoor();
builder.AddSignIn();
builder.AddStore();
builder.AddChannels();
builder.AddOperations();
builder.AddHardening();
builder.Services.AddReports();
builder.Services.AddPages();
builder.Services.AddDossierPages();

var app = builder.Build();
app.UseHardening();
app.UseProblems();
Assets.UseAssets(app);
app.UseSignIn();
app.UsePresence();

var api = app.MapGroup("/api");
api.MapProducts();
api.MapStages();
api.MapSignOffs();
api.MapOpinions();
api.MapConditions();
api.MapFiling();
api.MapEvaluation();
api.MapLaunch();
api.MapMonitoring();
api.MapDeadlines();
api.MapDelegations();
api.MapSession();
api.MapPolicies();
api.MapDocuments();
api.MapChannels();
api.MapAudit();
api.MapAccess();
api.MapReports();
app.MapSignIn();
app.MapPages();
app.MapReference();
app.MapOperations();

// Serving needs no command line; searching for commands would only delay the start.
if (args is not [not ['-', ..], ..])
{
    app.CheckOffices();
    WarmUp.Begin(app.Services, app.Lifetime.ApplicationStopping);
    await app.RunAsync();
    return 0;
}
return await app.RunJasperFxCommands(args);

public partial class Program;
