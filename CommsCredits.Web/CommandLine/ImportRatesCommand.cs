using System.CommandLine;
using System.Globalization;
using System.Resources;
using CommsCredits.Domain;
using CommsCredits.Domain.Rating;
using CommsCredits.Web.Data;
using CommsCredits.Web.Features.Rates;
using CommsCredits.Web.Features.Rates.Reading;
using CommsCredits.Web.Resources;
using Microsoft.EntityFrameworkCore;

namespace CommsCredits.Web.CommandLine;

/// <summary><c>import-rates FILE --kind … --valid-from …</c>: adds a price list as a new deck, or says what it would change.</summary>
internal static class ImportRatesCommand
{
    private const int LinesSaid = 20;
    private static readonly ResourceManager s_texts = new(typeof(PortalTexts));

    private sealed record Bad(int Line, DeckFault Fault, IReadOnlyList<string> Figures);

    private sealed record Result(string File, bool Added, string Name, DeckKind Kind, DateOnly ValidFrom, int Rates, int New, int Dearer, int Cheaper, int OtherIncrements, int Gone, int Unchanged,
        string? Follows, DateOnly? ReplacedOn, int BadCount, IReadOnlyList<Bad> BadLines, IReadOnlyList<string> LeftAside, bool Windows1252, int EarlierLines);

    /// <summary>What of a refused list is known.</summary>
    private sealed record Details(int BadCount, IReadOnlyList<Bad> BadLines, IReadOnlyList<string> LeftAside);

    public static Command Make()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A price list as CSV: prefix, country and price per minute; destination, type, fee and increments if there are any." };
        var kind = new Option<DeckKind>("--kind") { Description = $"Which calls it prices: {string.Join(", ", Enum.GetNames<DeckKind>())}.", Required = true };
        var from = new Option<DateOnly>("--valid-from")
        {
            Description = "The first day of its validity, 2026-12-01; from the organization's local midnight.", Required = true,
            CustomParser = parsed =>
            {
                if (!DateOnly.TryParseExact(parsed.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) parsed.AddError($"'{parsed.Tokens[0].Value}' is not a day like 2026-12-01.");
                return day;
            },
        };
        var name = new Option<string?>("--name") { Description = "The deck's name; default: the file's." };
        var places = new Option<int?>("--places") { Description = "Decimals that a charge is rounded to, 0 to 6; default: the currency's." };
        var rounding = new Option<RoundingMode>("--rounding") { Description = $"{string.Join(", ", Enum.GetNames<RoundingMode>())}." };
        var increments = new Option<string>("--increments") { Description = "Seconds of the first increment and of each step.", DefaultValueFactory = _ => "60/60" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would change, and add nothing." };
        var command = new Command("import-rates", "Adds a price list. Booked calls keep their price.") { file, kind, from, name, places, rounding, increments, dryRun };
        command.Does(async (parsed, host, cancel) =>
        {
            var json = parsed.GetValue(Commands.Json);
            var path = parsed.GetValue(file)!;
            if (!path.Exists) throw new CommandException($"There is no file '{path}'.");
            var actor = await host.ActorAsync(parsed.GetValue(Commands.Organization), cancel);
            var wish = new DeckWish
            {
                Name = parsed.GetValue(name) ?? Path.GetFileNameWithoutExtension(path.Name), Kind = parsed.GetValue(kind), ValidFrom = parsed.GetValue(from),
                Places = (parsed.GetValue(places) ?? (await CurrencyAsync(host, actor, cancel)).Decimals).ToString(CultureInfo.InvariantCulture), Mode = parsed.GetValue(rounding),
            };
            (wish.First, wish.Step) = parsed.GetValue(increments)!.Split('/') is [var first, var step] ? (first, step) : ("", "");
            if (wish.Terms(out var faults) is not { } terms) throw new CommandException(string.Join(' ', faults.Select(f => $"{f.Key}: {Say(f.Value)}")));
            await using var content = path.OpenRead();
            var read = await RateDeckReader.ReadAsync(content, new DeckAim(terms.Kind, (await CurrencyAsync(host, actor, cancel)).Code, terms.ValidFrom), cancel);
            if (read.Value is not { } deck) return Refuse(json, path, read.Refused!);
            if (deck.Rates.Count == 0) return Refuse(json, path, new("DeckNoRates"), deck);
            var preview = await host.Get<RatesReader>().PreviewAsync(actor, terms, deck.Rates, cancel);
            var added = !parsed.GetValue(dryRun);
            if (added && (await host.Get<RateDeckOperations>().AddAsync(actor, terms, deck.Rates, cancel)).Refused is { } refused) return Refuse(json, path, refused);
            var result = ResultOf(path.Name, added, deck, preview);
            CommandOutput.Write(json, result, Words(result));
            return 0;
        });
        return command;
    }

    private static int Refuse(bool json, FileInfo file, Refused refused, RateDeckFile? deck = null) =>
        CommandOutput.Complain(json, string.Join(Environment.NewLine, [$"{file.Name}: {Say(refused)} Nothing was added.", .. deck is null ? [] : BadWords(deck.BadCount, BadOf(deck)), .. deck is null ? [] : AsideWords(deck.LeftAside)]), 1,
            deck is null ? null : new Details(deck.BadCount, BadOf(deck), deck.LeftAside));

    private static string Say(Refused refused) => Text("Refusal_" + refused.Code, [.. refused.Figures]);

    private static string Text(string key, params object[] figures) => string.Format(CultureInfo.InvariantCulture, s_texts.GetString(key, CultureInfo.InvariantCulture)!, figures);

    private static async Task<Currency> CurrencyAsync(CommandHost host, Actor actor, CancellationToken cancel)
    {
        await using var db = host.Get<Database>().Read(actor, Permission.SeeRates);
        return (await db.Organizations.SingleAsync(cancel)).ToDomain().Currency;
    }

    private static Result ResultOf(string file, bool added, RateDeckFile deck, DeckPreview preview)
    {
        var changes = preview.Comparison;
        return new(file, added, preview.Terms.Name, preview.Terms.Kind, preview.Terms.ValidFrom, deck.Rates.Count, changes.Count(RateChangeKind.New), changes.Count(RateChangeKind.Dearer),
            changes.Count(RateChangeKind.Cheaper), changes.Count(RateChangeKind.Increments), changes.Count(RateChangeKind.Gone), changes.Same, preview.Follows?.Name, preview.Next?.ValidFrom, deck.BadCount, BadOf(deck),
            deck.LeftAside, deck.IsWindows1252, deck.EarlierLines);
    }

    private static string Words(Result r)
    {
        string[] lines =
        [
            string.Create(CultureInfo.InvariantCulture, $"{r.File}: {(r.Added ? "added" : "would be")} '{r.Name}' for {r.Kind}, {r.Rates} rates, valid from {r.ValidFrom:yyyy-MM-dd}{(r.ReplacedOn is { } day ? $" to {day.AddDays(-1):yyyy-MM-dd}" : "")}."),
            $"Against {(r.Follows is null ? "nothing" : $"'{r.Follows}'")}: {r.New} new, {r.Dearer} dearer, {r.Cheaper} cheaper, {r.OtherIncrements} with other increments, {r.Gone} gone, {r.Unchanged} unchanged.",
            .. BadWords(r.BadCount, r.BadLines),
            .. AsideWords(r.LeftAside),
            .. r.Windows1252 ? [$"{Text("Preview_Windows1252")} {Text("Preview_Windows1252Text")}"] : Array.Empty<string>(),
            .. r.EarlierLines > 0 ? [Text("Preview_Earlier", r.EarlierLines)] : Array.Empty<string>(),
        ];
        return string.Join(Environment.NewLine, lines);
    }

    private static IReadOnlyList<Bad> BadOf(RateDeckFile deck) => [.. deck.BadLines.Select(l => new Bad(l.Number, l.Fault, l.Figures))];

    private static IEnumerable<string> BadWords(int count, IReadOnlyList<Bad> bad)
    {
        if (count == 0) yield break;
        yield return $"Lines that cannot be used: {count}";
        foreach (var line in bad.Take(LinesSaid)) yield return $"  line {line.Line}: {Text($"DeckFault_{line.Fault}", [.. line.Figures])}";
        if (count > LinesSaid) yield return $"  and {count - LinesSaid} more";
    }

    private static IEnumerable<string> AsideWords(IReadOnlyList<string> columns) =>
        columns.Count == 0 ? [] : [$"{Text("Preview_LeftAside", string.Join(", ", columns))} {Text("Preview_LeftAsideText")}"];
}
