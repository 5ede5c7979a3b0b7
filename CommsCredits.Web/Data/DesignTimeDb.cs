using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CommsCredits.Web.Data;

/// <summary>For the migrations tool only: the model without the portal around it.</summary>
public sealed class DesignTimeDb : IDesignTimeDbContextFactory<CommsCreditsDb>
{
    public CommsCreditsDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<CommsCreditsDb>().UseSqlite("Data Source=:memory:").Options);
}
