using ProductGate.Domain;

namespace ProductGate.Tests.Support;

/// <summary>The people of a small bank, one or two for each role.</summary>
internal static class People
{
    public static readonly Actor Designer = Person("wang.min", "Wang Min", "Cards", ["cards"], Role.ProductTeam);
    public static readonly Actor TeamMate = Person("zhao.lei", "Zhao Lei", "Cards", ["cards"], Role.ProductTeam);
    public static readonly Actor OtherTeam = Person("sun.hao", "Sun Hao", "Loans", ["loans"], Role.ProductTeam);
    public static readonly Actor Officer = Person("li.wei", "Li Wei", "Consumer Protection", [], Role.ProtectionOffice);
    public static readonly Actor SecondOfficer = Person("he.jing", "He Jing", "Consumer Protection", [], Role.ProtectionOffice);
    public static readonly Actor Head = Person("chen.fang", "Chen Fang", "Consumer Protection", [], Role.ProtectionHead);
    public static readonly Actor Compliance = Person("liu.yang", "Liu Yang", "Compliance", [], Role.Compliance);
    public static readonly Actor FirstMember = Person("zhou.ping", "Zhou Ping", "Management", [], Role.Committee);
    public static readonly Actor SecondMember = Person("wu.xin", "Wu Xin", "Management", [], Role.Committee);
    public static readonly Actor Tester = Person("xu.tao", "Xu Tao", "Testing", [], Role.Testing);
    public static readonly Actor Operator = Person("ma.li", "Ma Li", "Operations", [], Role.Operations);
    public static readonly Actor Marketer = Person("guo.rui", "Guo Rui", "Marketing", [], Role.Marketing);
    public static readonly Actor Complaints = Person("tang.yu", "Tang Yu", "Complaints", [], Role.Complaints);
    public static readonly Actor Liaison = Person("deng.na", "Deng Na", "Branch East", [], Role.Liaison);
    public static readonly Actor Administrator = Person("admin.qi", "Qi Admin", "IT", [], Role.Administrator);

    /// <summary>Several roles, for what must happen to a person once.</summary>
    public static readonly Actor DoubleHat = Person("cao.mei", "Cao Mei", "Consumer Protection", [], Role.ProtectionOffice, Role.ProtectionHead, Role.Compliance);
    public static readonly Actor SecondTester = Person("yan.bo", "Yan Bo", "Testing", [], Role.Testing);
    public static readonly Actor WithoutRole = Person("nobody.special", "nobody.special", "", []);

    /// <summary>A liaison officer to whom offices pass on their powers.</summary>
    public static readonly Actor StandIn = Person("pan.yue", "Pan Yue", "Branch West", [], Role.Liaison);

    /// <summary>For each office somebody who is also of the product team that owns the usual product, and so may have made what the office judges.</summary>
    public static readonly Dictionary<Role, Actor> TwoHats = Enum.GetValues<Role>().Where(r => r != Role.ProductTeam)
        .ToDictionary(r => r, r => Person($"hats.{r.ToString().ToLowerInvariant()}", $"Hats {r}", "Cards", ["cards"], Role.ProductTeam, r));

    /// <summary>For each role somebody who stepped aside from every product of the matrix of authority.</summary>
    public static readonly Dictionary<Role, Actor> Aside = Enum.GetValues<Role>()
        .ToDictionary(r => r, r => Person($"aside.{r.ToString().ToLowerInvariant()}", $"Aside {r}", "Branch East", r == Role.ProductTeam ? ["cards"] : [], r));

    /// <summary>A liaison officer to whom nobody passes anything on.</summary>
    public static readonly Actor BranchOfficer = Person("luo.yan", "Luo Yan", "Branch East", [], Role.Liaison);

    /// <summary>Everybody of whom there is nobody in the demo bank.</summary>
    public static readonly Actor[] Extras = [WithoutRole, DoubleHat, SecondTester, StandIn, BranchOfficer, .. TwoHats.Values, .. Aside.Values];

    public static readonly Actor[] All =
    [
        Designer, TeamMate, OtherTeam, Officer, SecondOfficer, Head, Compliance, FirstMember, SecondMember, Tester, Operator, Marketer, Complaints, Liaison, Administrator,
    ];

    /// <summary>Whom the identity provider knows.</summary>
    public static readonly Actor[] Everybody = [.. All, .. Extras];

    private static Actor Person(string id, string name, string department, string[] teams, params Role[] roles) => new(id, name, [.. roles], department, [.. teams]);
}
