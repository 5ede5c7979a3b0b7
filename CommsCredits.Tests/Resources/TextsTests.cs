using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CommsCredits.Domain;
using CommsCredits.Domain.Calls;
using CommsCredits.Domain.Funding;
using CommsCredits.Domain.Ledger;
using CommsCredits.Domain.Notices;
using CommsCredits.Domain.Plans;
using CommsCredits.Domain.Rating;
using CommsCredits.Tests.Support;
using CommsCredits.Web.Api;
using CommsCredits.Web.Components.Controls.Mending;
using CommsCredits.Web.Components.Layout;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;
using CommsCredits.Web.Features.ApiKeys;
using CommsCredits.Web.Features.Audit;
using CommsCredits.Web.Features.FirstRun;
using CommsCredits.Web.Features.Help;
using CommsCredits.Web.Features.Notices;
using CommsCredits.Web.Features.Overview;
using CommsCredits.Web.Features.Payments;
using CommsCredits.Web.Features.Plans;
using CommsCredits.Web.Features.Rates;
using CommsCredits.Web.Features.Rates.Reading;
using CommsCredits.Web.Features.Settings.SignInChecks;
using CommsCredits.Web.Features.Statements;
using CommsCredits.Web.Features.Statements.Verifying;
using CommsCredits.Web.Features.Status;
using CommsCredits.Web.Features.Subscriptions;
using CommsCredits.Web.Features.Usage.Reading;
using CommsCredits.Web.Features.Usage.Resolving;
using CommsCredits.Web.Jobs;
using CommsCredits.Web.Ledger;
using CommsCredits.Web.Mail;
using CommsCredits.Web.Setup;

namespace CommsCredits.Tests.Resources;

/// <summary>The texts of all resource pairs found on disk, against each other and against the sources that use them.</summary>
public sealed partial class TextsTests
{
    private static readonly PlanCatalog s_catalog = ShippedCatalogue.Read();

    /// <summary>
    /// Keys that are put together, <c>L[$"Book_{type}"]</c>: the prefix and every ending it can get. A new prefix adds a line here.
    /// </summary>
    private static readonly Dictionary<string, IEnumerable<string>> s_dynamic = new()
    {
        ["Book_"] = Enum.GetNames<BookType>(),
        ["SetupStep_"] = Enum.GetNames<SetupStepKind>(),
        ["SetupWhat_"] = Enum.GetNames<SetupStepKind>(),
        ["SetupGo_"] = Enum.GetNames<SetupStepKind>(),
        ["SignInPart_"] = Enum.GetNames<SignInPart>(),
        ["CheckState_"] = Enum.GetNames<CheckState>(),
        ["SignInSaid_"] = SignInFinding.Codes,
        ["StatusTrouble_"] = Enum.GetNames<StatusTrouble>(),
        ["StatusDo_"] = Enum.GetNames<StatusTrouble>(),
        ["Status_"] = [.. Enum.GetNames<StatusCard>(), "Version", "Runs", "Database", "Free", "BackupLast", "BackupMade", "BackupDue"],
        ["Job_"] = typeof(IJob).Assembly.GetTypes().Where(t => t.IsClass && typeof(IJob).IsAssignableFrom(t)).Select(t => ((IJob)RuntimeHelpers.GetUninitializedObject(t)).Name),
        ["JobFault_"] = Enum.GetNames<JobFault>(),
        ["BackupFault_"] = BackupFault.Codes,
        ["PrivacyRefused_"] = ["OwnName", "PersonUnknown"],
        ["AuditThing_"] = AuditWords.Things,
        ["AuditDeed_"] = AuditWords.Deeds,
        ["SignInFailedWhy_"] = ["Tenant", "Denied", "Again", "Fault"],
        ["SignInFailedThen_"] = ["Tenant", "Denied", "Again", "Fault"],
        ["UsageKind_"] = Enum.GetNames<UsageKind>(),
        ["StatementFormat_"] = Enum.GetNames<StatementFormat>().Where(f => f != nameof(StatementFormat.Pdf)),
        ["Statement_Language_"] = ["en", "zh"],
        ["EntryKind_"] = Enum.GetNames<EntryKind>(),
        ["LedgerFault_"] = LedgerFault.Codes,
        ["Method_"] = Enum.GetNames<PaymentMethod>(),
        ["Explain_"] = ExplanationCodes.All,
        ["Rounding_"] = Enum.GetNames<RoundingMode>(),
        ["CallType_"] = Enum.GetNames<CallType>(),
        ["CallTypePays_"] = Enum.GetNames<CallType>(),
        ["CapabilityPays_"] = [nameof(CapabilityClass.CallingPlan), nameof(CapabilityClass.Conferencing), nameof(CapabilityClass.Free)],
        ["CallState_"] = Enum.GetNames<CallState>(),
        ["Free_"] = Enum.GetNames<FreeReason>(),
        ["ImportState_"] = Enum.GetNames<ImportState>(),
        ["Exception_"] = Enum.GetNames<ExceptionReason>(),
        ["ExceptionWhat_"] = Enum.GetNames<ExceptionReason>(),
        ["UsageField_"] = typeof(UsageContent).GetProperties().Select(p => p.Name),
        ["Line_"] = Enum.GetNames<LineFault>(),
        ["DeckKind_"] = Enum.GetNames<DeckKind>(),
        ["DeckKindHelp_"] = Enum.GetNames<DeckKind>(),
        ["DeckState_"] = Enum.GetNames<DeckState>(),
        ["DeckFault_"] = Enum.GetNames<DeckFault>(),
        ["RateType_"] = Enum.GetNames<RateType>(),
        ["RateChange_"] = Enum.GetNames<RateChangeKind>(),
        ["PoolScope_"] = Enum.GetNames<PoolScope>(),
        ["PoolReset_"] = Enum.GetNames<PoolReset>(),
        ["Plan_"] = s_catalog.Plans.Select(p => p.Id),
        ["PlanKind_"] = s_catalog.Plans.Select(p => p.Kind.ToString()).Distinct(),
        ["PlanWhat_"] = s_catalog.Plans.Where(p => !p.IsEnded && (p.Kind is PlanKind.TeamsPhone or PlanKind.Credits or PlanKind.AudioConferencing || p.Id == "shared-device")).Select(p => p.Id),
        ["PlanShare_"] = [.. Enum.GetNames<MinuteSharing>(), "UsAndPr"],
        ["PlanCredits_"] = Enum.GetNames<CreditUse>(),
        ["PlanDoubt_"] = s_catalog.Plans.SelectMany(p => p.Doubts).Concat(s_catalog.Doubts.Values.SelectMany(d => d)).Distinct(),
        ["HelpGroup_"] = HelpTasks.Groups.Select(g => g.Name),
        ["HelpTitle_"] = HelpTasks.All.Select(t => t.Id),
        ["HelpLead_"] = HelpTasks.All.Select(t => t.Id),
        ["HelpSteps_"] = HelpTasks.All.Select(t => t.Id),
        ["HelpKnow_"] = HelpTasks.All.Select(t => t.Id),
        ["RuleUse_"] = Enum.GetNames<RuleUse>(),
        ["CardStanding_"] = Enum.GetNames<CardStanding>().Except([nameof(CardStanding.Good)]),
        ["SubscriptionState_"] = Enum.GetNames<SubscriptionState>(),
        ["SubscriptionStateHelp_"] = Enum.GetNames<SubscriptionState>(),
        ["SubscriptionDay_"] = Enum.GetNames<SubscriptionState>(),
        ["RechargeState_"] = Enum.GetNames<RechargeState>(),
        ["Agreement_"] = Enum.GetNames<BillingAgreement>(),
        ["AgreementHelp_"] = Enum.GetNames<BillingAgreement>(),
        ["AgreementMeans_"] = Enum.GetNames<BillingAgreement>(),
        ["Finding_"] = Enum.GetNames<SubscriptionFinding>(),
        ["FindingText_"] = Enum.GetNames<SubscriptionFinding>(),
        ["PlansTab_"] = Enum.GetNames<PlansTab>(),
        ["PriceState_"] = Enum.GetNames<PriceState>(),
        ["Want_"] = s_catalog.Needs.Select(n => n.Id),
        ["Need_"] = s_catalog.Needs.Select(n => n.Id),
        ["Service_"] = ServiceLine.Services,
        ["CallingZone_"] = Enum.GetNames<CallingZone>(),
        ["CallingSale_"] = Enum.GetNames<CallingSale>(),
        ["ConferencingSale_"] = Enum.GetNames<ConferencingSale>(),
        ["DialOut_"] = Enum.GetNames<ConferenceDialOut>(),
        ["TollFree_"] = Enum.GetNames<TollFreeNumbers>(),
        ["ChipTollFree_"] = Enum.GetNames<TollFreeNumbers>(),
        ["Premium_"] = Enum.GetNames<PremiumCalls>(),
        ["UploadRefused_"] = ["FileTooLarge", "FileEmpty", "QueueFull", "ArchiveDamaged", "ArchiveEncrypted", "ArchiveNoCalls", "ArchiveNested", "ArchiveTooMany", "ArchiveTooLarge", "ArchiveTooDense"],
        ["Storage_"] = Enum.GetNames<StorageTrouble>(),
        ["File_"] = [.. Enum.GetNames<FileFault>(), "FileGone"],
        ["Pool_"] = Enum.GetNames<PoolState>(),
        ["Role_"] = Roles.All,
        ["MendTitle_"] = Enum.GetNames<MendKind>(),
        ["MendWhat_"] = Enum.GetNames<MendKind>(),
        ["MendDo_"] = Enum.GetNames<MendKind>(),
        ["MendAmount_"] = Enum.GetNames<MendKind>().Except([nameof(MendKind.CreditBack), nameof(MendKind.WinDispute)]),
        ["Decide_"] = Enum.GetNames<Choice>(),
        ["DecideHelp_"] = Enum.GetNames<Choice>(),
        ["CapabilityClass_"] = Enum.GetNames<CapabilityClass>(),
        ["Resolution_"] = Enum.GetNames<ExceptionResolution>(),
        ["Refusal_"] = Refusals(),
        ["Step_"] = DecisionSteps(),
        ["StepYes_"] = DecisionSteps(),
        ["StepNo_"] = DecisionSteps(),
        ["Outcome_"] = Enum.GetNames<RechargeOutcome>(),
        ["Cause_"] = Enum.GetNames<RechargeCause>(),
        ["Mode_"] = Enum.GetNames<RechargeMode>(),
        ["ModeHelp_"] = Enum.GetNames<RechargeMode>(),
        ["TopUpState_"] = Enum.GetNames<TopUpState>(),
        ["PaymentMethod_"] = Enum.GetNames<PaymentMethod>(),
        // The sandbox's reasons and the commonest of card gateways; any other is shown as the bank gave it.
        ["Decline_"] = ["unknown", "insufficient_funds", "expired_card", "lost_card", "stolen_card", "fraudulent", "card_declined", "generic_decline", "do_not_honor", "incorrect_cvc", "processing_error", "no_gateway"],
        ["OverviewTitle_"] = Enum.GetNames<OverviewState>(),
        ["Verdict_"] = Enum.GetNames<PaperVerdict>(),
        ["StatementRefused_"] = ["MonthClosed", "MonthNotNext", "MonthNotOver"],
        ["ClockRefused_"] = ["ClockFixed", "ClockBackwards", "ClockTooFar", "ClockMoving", "ClockUnreadable"],
        ["NoticeGroup_"] = Enum.GetNames<NoticeGroup>(),
        ["NoticeKind_"] = Enum.GetNames<NoticeKind>(),
        ["MailState_"] = Enum.GetNames<MailState>(),
        ["MailFault_"] = Enum.GetNames<MailFault>(),
        ["MailFaultDo_"] = Enum.GetNames<MailFault>(),
        ["MailSecurity_"] = Enum.GetNames<MailSecurity>(),
        ["Subject_"] = [.. Enum.GetNames<NoticeKind>(), "MinutePool_All", "MonthCap_All"],
        ["Lead_"] = [.. Enum.GetNames<NoticeKind>(), "MinutePool_All", "MonthCap_All"],
        ["Do_"] = Enum.GetNames<NoticeKind>(),
        ["Then_"] = NoticeKinds.All.Where(k => NoticeKinds.Group(k) == NoticeGroup.Balance).Select(k => k.ToString()),
        ["Reason_"] = ["NoPaymentOption", "OutsideLimits", "MonthCap", "DayCap", "BooksFault", "Damaged", "insufficient_funds", "expired_card"],
        ["ApiScope_"] = Enum.GetNames<ApiScope>(),
        ["ApiScopeHelp_"] = Enum.GetNames<ApiScope>(),
        ["ApiHelpTitle_"] = ApiHelpPage.SectionNames,
        ["ApiHelpText_"] = ApiHelpPage.SectionNames,
        ["ApiHelpMore_"] = ApiHelpPage.SectionNames,
        ["ApiCode_"] = ApiProblem.All.Select(p => p.Code),
        ["ApiKeyState_"] = Enum.GetNames<ApiKeyState>(),
        ["ApiKeyOverlap_"] = ApiKeyOperations.Overlaps.Select(h => h.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ["Language_"] = Localization.Cultures.Select(c => c.Name),
    };

    /// <summary>Texts that Chinese readers read as they are, and why.</summary>
    private static readonly Dictionary<string, string> s_sameInChinese = new()
    {
        ["Statement_QuarterShort"] = "quarters are written Q1 to Q4 in both", ["StatementFormat_Xlsx"] = "name of a program", ["StatementFormat_Csv"] = "name of a file format",
        ["Statement_LateMark"] = "a mark that the legend explains", ["LateMark"] = "a mark that the legend explains", ["Language_en"] = "a language is named in itself", ["Language_zh-Hans"] = "a language is named in itself",
        ["Filter_Range"] = "figures and a dash", ["Subs_NotSaid"] = "a dash where nothing is said", ["Mend_FromTo"] = "figures and an arrow", ["Pools_Licences"] = "figures and a sign", ["Plan_business-voice"] = "a product's name", ["Plan_e5"] = "a product's name",
        ["Plan_e3"] = "a product's name", ["Plan_e1"] = "a product's name", ["Brand"] = "our own name",
    };

    public static TheoryData<string> Pairs =>
        [.. Repository.Files("CommsCredits.Web", ".resx").Where(f => !f.EndsWith(".zh-Hans.resx", StringComparison.Ordinal)).Select(f => Path.GetRelativePath(Repository.Root, f))];

    [Theory, MemberData(nameof(Pairs))]
    public void Keys_AreTheSameInBothLanguages(string english)
    {
        var (en, zh) = (Read(english), Read(Chinese(english)));
        Assert.NotEmpty(en);
        Assert.Equal(en.Keys.Order(StringComparer.Ordinal), zh.Keys.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Texts_AreSaidInBothLanguages_WithTheSamePlaceholders(string english)
    {
        var (en, zh) = (Read(english), Read(Chinese(english)));
        Assert.All(en, text =>
        {
            Assert.False(string.IsNullOrWhiteSpace(text.Value) || string.IsNullOrWhiteSpace(zh[text.Key]), text.Key);
            Assert.Equal(Placeholders(text.Value), Placeholders(zh[text.Key]));
        });
    }

    [Fact]
    public void AText_IsTheSameInBothLanguages_OnlyForAReason()
    {
        var same = Pairs.SelectMany(p => Read(p.Data).Where(t => Read(Chinese(p.Data))[t.Key] == t.Value).Select(t => t.Key)).ToHashSet();
        Assert.Empty(same.Except(s_sameInChinese.Keys));
        Assert.Empty(s_sameInChinese.Keys.Except(same));
        Assert.All(s_sameInChinese.Values, reason => Assert.False(string.IsNullOrWhiteSpace(reason)));
    }

    [Fact]
    public void Keys_ThatTheCodeUses_Exist()
    {
        var known = All();
        var missing = Sources().SelectMany(s => Used().Matches(s.Text).Select(m => m.Groups[1].Value).Where(k => !known.Contains(k)).Select(k => $"{s.File}: {k}"));
        Assert.Empty(missing);
        var prefixes = Sources().SelectMany(s => Composed().Matches(s.Text)).Select(m => m.Groups[1].Value).Distinct();
        Assert.Empty(prefixes.Except(s_dynamic.Keys));
        Assert.Empty(s_dynamic.SelectMany(d => d.Value.Select(end => d.Key + end)).Except(known));
    }

    [Fact]
    public void Keys_ThatExist_AreUsed()
    {
        var composed = s_dynamic.SelectMany(d => d.Value.Select(end => d.Key + end)).ToHashSet();
        // The tables of a year name their texts in the domain
        var sources = string.Concat(Sources().Select(s => s.Text)) + File.ReadAllText(Path.Combine(Repository.Root, "CommsCredits.Domain/Statements/YearEnd.cs"));
        Assert.DoesNotContain(All(), k => !composed.Contains(k) && !sources.Contains($"\"{k}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Markup_HasNoLiteralText()
    {
        var found = Repository.Files("CommsCredits.Web", ".razor").SelectMany(file =>
            Words().Matches(Prepared(File.ReadAllText(file))).Select(m => m.Groups[1].Value.Trim(' ', '·', '\n')).Where(w => w is not "CommsCredits" and not "UTC").Select(w => $"{Path.GetFileName(file)}: {w}"));
        Assert.Empty(found);
    }

    /// <summary>Markup without what is code: directives, expressions, comments, control flow.</summary>
    private static string Prepared(string razor)
    {
        razor = Comment().Replace(razor, "");
        razor = DirectiveLine().Replace(razor, "");
        return Expression().Replace(razor, "").Replace("&nbsp;", "");
    }

    private static IEnumerable<(string File, string Text)> Sources() =>
        Repository.Files("CommsCredits.Web", ".razor", ".cs").Select(f => (Path.GetFileName(f), File.ReadAllText(f)));

    /// <summary>Every question of the decision, read from its source: a new one without words fails here.</summary>
    private static IEnumerable<string> DecisionSteps() =>
        Asked().Matches(File.ReadAllText(Path.Combine(Repository.Root, "CommsCredits.Domain/Funding/AutoRecharge.cs"))).Select(m => m.Groups[1].Value);

    /// <summary>Every code that a page about funding, recharge or mending can be refused with, read from the sources; a key that was used is the writer's own word.</summary>
    private static IEnumerable<string> Refusals() =>
        new[]
        {
            "CommsCredits.Domain/Funding", "CommsCredits.Web/Features/Funding", "CommsCredits.Web/Features/Recharge", "CommsCredits.Domain/Calls", "CommsCredits.Web/Features/Rates", "CommsCredits.Web/Ledger/Mending",
            "CommsCredits.Web/Features/Usage/Resolving", "CommsCredits.Domain/Plans", "CommsCredits.Web/Features/Plans", "CommsCredits.Web/Features/Subscriptions", "CommsCredits.Web/Features/Payments",
            "CommsCredits.Web/Features/Notices", "CommsCredits.Web/Features/Settings",
            "CommsCredits.Web/Payments", "CommsCredits.Web/Features/ApiKeys",
        }
            .SelectMany(folder => Repository.Files(folder, ".cs")).SelectMany(f => RefusedWith().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value).Append("KeyReused").Append("AmountOverflow").Distinct();

    private static HashSet<string> All() => Pairs.SelectMany(p => Read(p.Data).Keys).ToHashSet();

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(Repository.Root, file)).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static string Chinese(string english) => Path.ChangeExtension(english, ".zh-Hans.resx");

    private static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(m => m.Value).Distinct().Order();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("""\bL\["([^"]+)"[\],]""")]
    private static partial Regex Used();

    [GeneratedRegex("""\bL\[\$"([A-Za-z]+_)\{""")]
    private static partial Regex Composed();

    [GeneratedRegex("""Asked\("(\w+)",""")]
    private static partial Regex Asked();

    [GeneratedRegex(@"\bnew(?: Refused)?\(""([A-Z]\w+)""")]
    private static partial Regex RefusedWith();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s*(@(page|using|inherits|inject|attribute|layout|implements|namespace|typeparam)\b.*|@?(if|else|else if|foreach|for|switch|while)\b.*|[{}]|(var|continue|break)\b.*)$", RegexOptions.Multiline)]
    private static partial Regex DirectiveLine();

    [GeneratedRegex("""@(?:(?:if|foreach|for|switch)\s*)?(\((?>[^()]+|\((?<d>)|\)(?<-d>))*(?(d)(?!))\)|[\w.!?]+(\[(?>[^\[\]]+|\[(?<b>)|\](?<-b>))*(?(b)(?!))\]|\((?>[^()]+|\((?<p>)|\)(?<-p>))*(?(p)(?!))\))*)""")]
    private static partial Regex Expression();

    [GeneratedRegex(@">([^<>{}]*\p{L}{2,}[^<>{}]*)<")]
    private static partial Regex Words();
}
