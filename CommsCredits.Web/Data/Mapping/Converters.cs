using CommsCredits.Domain;
using CommsCredits.Domain.Ledger;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CommsCredits.Web.Data.Mapping;

/// <summary>INTEGER micros: sums, compares and sorts in any database, and is never rounded.</summary>
public sealed class MoneyConverter() : ValueConverter<Money, long>(m => m.Micros, v => new Money(v));

public sealed class MonthConverter() : ValueConverter<Month, string>(m => m.ToString(), v => Month.Parse(v));

public sealed class BookConverter() : ValueConverter<Book, string>(b => b.ToString(), v => Book.Parse(v));

/// <summary>Instants are UTC before they are stored; the database forgets the kind, so it is put back.</summary>
public sealed class InstantConverter() : ValueConverter<DateTime, DateTime>(v => v, v => DateTime.SpecifyKind(v, DateTimeKind.Utc));

/// <summary>An instant as whole microseconds since 1970 (UTC), where it stands in an index of every call: eight bytes for twenty-seven.</summary>
public sealed class MicrosConverter() : ValueConverter<DateTime, long>(v => Instants.ToMicros(v), v => Instants.OfMicros(v));

public sealed class DatedAmountsConverter() : ValueConverter<DatedAmounts, string>(a => a.ToString(), v => DatedAmounts.Parse(v));
