using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CommsCredits.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class Wide : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "Key",
                table: "Calls",
                type: "BLOB",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<long>(
                name: "FirstEntry",
                table: "Calls",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LastEntry",
                table: "Calls",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.Sql("""
                UPDATE "Calls" SET "Key" = call_key("OrganizationId", "UsageId"), "Start" = to_micros("Start"),
                    "FirstEntry" = (SELECT MIN("Sequence") FROM "Entries" e WHERE e."OrganizationId" = "Calls"."OrganizationId" AND e."IdempotencyKey" = 'call:' || "Calls"."UsageId"),
                    "LastEntry" = (SELECT MAX("Sequence") FROM "Entries" e WHERE e."OrganizationId" = "Calls"."OrganizationId" AND e."IdempotencyKey" = 'call:' || "Calls"."UsageId");
                """);

            migrationBuilder.DropIndex(
                name: "IX_Entries_OrganizationId_IdempotencyKey_Sequence",
                table: "Entries");

            migrationBuilder.DropPrimaryKey(
                name: "PK_Calls",
                table: "Calls");

            migrationBuilder.DropIndex(
                name: "IX_Calls_OrganizationId_Start_State",
                table: "Calls");

            migrationBuilder.AlterColumn<long>(
                name: "Start",
                table: "Calls",
                type: "INTEGER",
                nullable: false,
                oldClrType: typeof(DateTime),
                oldType: "TEXT");

            migrationBuilder.AddPrimaryKey(
                name: "PK_Calls",
                table: "Calls",
                column: "Key");

            migrationBuilder.CreateTable(
                name: "DaySums",
                columns: table => new
                {
                    OrganizationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    From = table.Column<string>(type: "TEXT", nullable: false),
                    To = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DaySums", x => new { x.OrganizationId, x.Day, x.From, x.To, x.Kind });
                });

            migrationBuilder.CreateTable(
                name: "DestinationSums",
                columns: table => new
                {
                    OrganizationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Destination = table.Column<string>(type: "TEXT", nullable: false),
                    Calls = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DestinationSums", x => new { x.OrganizationId, x.Day, x.Destination });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Entries_OrganizationId_Reference",
                table: "Entries",
                columns: new[] { "OrganizationId", "Reference" },
                filter: "\"Kind\" NOT IN ('Usage', 'Repayment', 'ExpiryReversal')");

            migrationBuilder.CreateIndex(
                name: "IX_Calls_Start_State",
                table: "Calls",
                columns: new[] { "Start", "State" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DaySums");

            migrationBuilder.DropTable(
                name: "DestinationSums");

            migrationBuilder.DropIndex(
                name: "IX_Entries_OrganizationId_Reference",
                table: "Entries");

            migrationBuilder.DropPrimaryKey(
                name: "PK_Calls",
                table: "Calls");

            migrationBuilder.DropIndex(
                name: "IX_Calls_Start_State",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "Key",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "FirstEntry",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "LastEntry",
                table: "Calls");

            migrationBuilder.AlterColumn<DateTime>(
                name: "Start",
                table: "Calls",
                type: "TEXT",
                nullable: false,
                oldClrType: typeof(long),
                oldType: "INTEGER");

            migrationBuilder.AddPrimaryKey(
                name: "PK_Calls",
                table: "Calls",
                columns: new[] { "OrganizationId", "UsageId" });

            migrationBuilder.CreateIndex(
                name: "IX_Entries_OrganizationId_IdempotencyKey_Sequence",
                table: "Entries",
                columns: new[] { "OrganizationId", "IdempotencyKey", "Sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Calls_OrganizationId_Start_State",
                table: "Calls",
                columns: new[] { "OrganizationId", "Start", "State" });
        }
    }
}
