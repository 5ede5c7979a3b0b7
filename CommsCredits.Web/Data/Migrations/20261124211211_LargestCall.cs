using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CommsCredits.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class LargestCall : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Largest",
                table: "DestinationSums",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            // Sums that lack it are made anew by the next start.
            migrationBuilder.Sql("""DELETE FROM "DaySums"; DELETE FROM "DestinationSums";""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Largest",
                table: "DestinationSums");
        }
    }
}
