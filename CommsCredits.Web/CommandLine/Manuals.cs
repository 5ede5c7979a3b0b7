namespace CommsCredits.Web.CommandLine;

/// <summary>What the help of a verb says beyond its options. Every verb has one; a test holds that.</summary>
internal sealed record Manual(IReadOnlyList<string> Description, IReadOnlyList<string> ExitCodes, IReadOnlyList<string> Examples);

internal static class Manuals
{
    private static readonly Dictionary<string, Manual> s_manuals = new(StringComparer.Ordinal)
    {
        ["demo"] = new(
            ["Makes an invented company with months of calls, top-ups, a lapse, an overdraft and corrections. Development only", "(ASPNETCORE_ENVIRONMENT=Development); a database that has an organization is refused.",
             "The same --clock, --months, --calls, --seed and --zone give the same figures."],
            ["0  the demo is ready", "2  not in development, the database is in use, or an option is out of range"],
            ["commscredits demo --data /tmp/books", "commscredits demo --clock 2026-09-01 --empty --zone Etc/UTC --data /tmp/books", "commscredits demo --clock 2026-11-24 --months 14 --calls 20000 --seed 1 --data /tmp/books"]),
        ["import-rates"] = new(
            ["Adds a price list that is in force from a day on. Lines that cannot be read are listed with their reason and left out; calls that are booked keep their price.", "With --dry-run it says what would change, and adds nothing."],
            ["0  added, or looked at; bad lines are listed", "1  the file cannot be read as a price list", "2  an option is not understood, no such file, no such organization"],
            ["commscredits import-rates list.csv --kind Outbound --valid-from 2026-12-01 --dry-run", "commscredits import-rates list.csv --kind Outbound --valid-from 2026-12-01 --increments 60/60 --json"]),
        ["import-usage"] = new(
            ["Takes call exports in, one after another, and does what follows from them: charges, notices, auto-recharge.", "Calls that are booked already are known and cost nothing again. Runs beside a running portal."],
            ["0  every file was read to its end", "1  a file cannot be read; what stood before the fault is booked", "2  no such file, no such organization"],
            ["commscredits import-usage samples/PSTN.calls.2026-09.csv", "commscredits import-usage exports/*.csv --organization 'Marlow Instruments' --json"]),
        ["statement"] = new(
            ["Writes the statement of a month, a quarter (2026-Q3), a year (2026) or any months (2026-03..2026-11) as PDF, Excel workbook or CSV, by the extension", "of FILE. The PDF of a closed month has the same bytes every time; an open one is marked as open.",
             "Workbook and CSV have the exact amounts, to six decimals; the PDF carries the CSV and the figures for programs inside."],
            ["0  printed", "2  not a month, or the books do not reach it"],
            ["commscredits statement --month 2026-09 --out statement.pdf", "commscredits statement --month 2026-09 --out statement.pdf --language zh-Hans", "commscredits statement --month 2026 --out year.pdf --paper Letter", "commscredits statement --month 2026-Q3 --out quarter.xlsx"]),
        ["verify"] = new(
            ["Says whether a printed statement is ours. Genuine is a file with every byte of the paper that the books give for that month, language and size;",
             "else the attached figures, then the printed ones, are compared with the books and the first that differs is named. Where all figures are", "right and the file is another, the first byte that differs is named. A paper of another organization is unknown. Nothing is written."],
            ["0  genuine", "1  a figure or the file differs, or it is no statement of this organization", "2  it cannot be read as a printed statement, no such file, larger than 20 MB"],
            ["commscredits verify statement-2026-09.pdf", "commscredits verify statement-2026-09.pdf --organization 'Marlow Instruments' --json"]),
        ["check"] = new(
            ["Replays every entry and hash of every organization, or of one; compares lots, overdraft, the chain's head and every closed", "month with what is stored; names the first entry that does not fit."],
            ["0  the books are true", "1  a fault; its entry is named", "2  no such organization"],
            ["commscredits check", "commscredits check --organization 'Marlow Instruments' --json"]),
        ["export"] = new(
            ["csv: one line an entry in the order of posting, every field, instants in UTC, amounts exact. A cell that would become a formula", "in a spreadsheet begins with an apostrophe.",
             "hledger: a journal that hledger check accepts. Each entry is a transaction on the day that it has in its booking month (a lapse on", "the lot's last usable day, a late entry on the first), so that hledger balance -M agrees with the statements; assets:pool is the balance.",
             "--bundle FOLDER: entries, lots, price lists and statements as CSV and JSON, their SHA-256 in manifest.json, and verify.html, which recomputes",
             "hashes, draws, lapses, lots and statements in any browser without a network (docs/verify.md). The folder must be new or empty.",
             "--from and --to are booking months, both inclusive. The export is in the audit trail. A running portal is not disturbed."],
            ["0  written", "1  an entry cannot be read", "2  not a format or a month, or the file cannot be written"],
            ["commscredits export --format csv --out entries.csv", "commscredits export --format hledger --out books.journal && hledger -f books.journal balance -M", "commscredits export --format csv --from 2026-01 --to 2026-03 | head", "commscredits export --bundle books-2026-11"]),
        ["backup"] = new(
            ["Copies the database while the portal writes, to a temporary name beside FILE; checks the copy (SQLite's integrity check and the", "check of all books on it); then gives it its name. Says size, entries and the head of each chain.",
             "The database is enough to restore all books. Not in it: uploaded files of unfinished imports (upload them again), mail that was", "written to the folder, and the keys of sign-in cookies, which are secrets and are made anew (people sign in again)."],
            ["0  the copy is whole and checked", "1  the copy or the books have a fault; no file is left", "2  FILE exists, or the database cannot be read"],
            ["commscredits backup /backups/books-$(date +%F).db", "commscredits backup /backups/books.db --force --json"]),
        ["restore"] = new(
            ["Puts a backup in the place of the database. It is checked first, on a copy: is it a database of CommsCredits, whole, of this version", "or an older one, which is migrated, and are all books true. Only then it takes the place. The database that was there is kept beside",
             "it, with the time in its name. Refused while a portal or a command works on the folder."],
            ["0  the backup is in place", "1  the file is damaged, is no database of CommsCredits, or its books have a fault; nothing was replaced", "2  no such file, the folder is in use, or the file is from a newer version; nothing was replaced"],
            ["commscredits restore /backups/books-2026-11-24.db", "commscredits restore /backups/books.db --data /srv/commscredits --json"]),
    };

    public static IReadOnlyList<string> ExitCodes { get; } = ["0  done", "1  the books or the file have a fault", "2  it cannot be done as asked"];

    public static Manual Of(string verb) => s_manuals[verb];
}
