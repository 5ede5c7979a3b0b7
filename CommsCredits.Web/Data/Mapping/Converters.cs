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
