using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CommsCredits.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class CallerLogins : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Login",
                table: "CallPeople",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Login",
                table: "CallPeople");
        }
    }
}
