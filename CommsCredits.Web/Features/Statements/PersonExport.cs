using System.Globalization;
using System.Text;
using CommsCredits.Domain;
using CommsCredits.Web.Documents;
using CommsCredits.Web.Ledger;

namespace CommsCredits.Web.Features.Statements;

/// <summary>The calls of one person's statement as CSV, with exact amounts; an export is in the audit trail (R14.4).</summary>
public sealed class PersonExport(PersonReader reader, LedgerWriter writer)
{
    public static string FileName(MonthSpan period) => $"person-{period}.csv";

    /// <summary>Null where there is nothing of the person in the period.</summary>
    public async Task<(byte[] File, MonthSpan Period)?> WriteAsync(Actor actor, MonthSpan asked, string person, CultureInfo culture, CancellationToken cancel)
    {
        if (await reader.ReadAsync(actor, asked, person, cancel) is not { } view) return null;
        var words = new StatementWords(culture, nameOf: _ => view.Name);
        await writer.WriteAsync<int>(actor, Permission.SeeStatements, session =>
        {
            session.Audit("Statement.PersonExported", $"month:{view.Period}", after: new { Person = view.Person, view.Calls.Count });
            return Task.FromResult<Outcome<int>>(view.Calls.Count);
        }, cancel);
        using var bytes = new MemoryStream();
        using (var text = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        {
            var csv = new CsvWriter(text);
            csv.Row([words["Person"], words["CallStart"], words["KindOfCall"], words["Country"], words["CallNumber"], words["CallSeconds"], words["Amount"], words["Currency"], words["ColumnEntry"], words["ColumnLate"]]);
            foreach (var call in view.Calls)
                csv.Row([
                    words.Person(view.Person), view.Organization.Calendar.WallClock(call.Start).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), words.KindOf(call.Kind), call.Destination ?? "", call.Number ?? "",
                    call.Seconds.ToString(CultureInfo.InvariantCulture), call.Amount.ToString(), view.Organization.Currency.Code, call.Entry.ToString(CultureInfo.InvariantCulture), call.IsLate ? words["LateMark"] : "",
                ]);
        }
        return (bytes.ToArray(), view.Period);
    }
}
