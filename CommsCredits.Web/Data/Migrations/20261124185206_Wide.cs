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

            migrationBuilder.AddColumn<long>(
                name: "BytesBefore",
                table: "Imports",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "LinesBefore",
                table: "Imports",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "RunBegan",
                table: "Imports",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Skipped",
                table: "Imports",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AlterColumn<long>(
                name: "Start",
                table: "Calls",
                type: "INTEGER",
                nullable: false,
                oldClrType: typeof(DateTime),
                oldType: "TEXT");

            migrationBuilder.AddColumn<string>(
                name: "Resolution",
                table: "CallExceptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ResolutionReason",
                table: "CallExceptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ResolvedBy",
                table: "CallExceptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "PK_Calls",
                table: "Calls",
                column: "Key");

            migrationBuilder.CreateTable(
                name: "CodeMappings",
                columns: table => new
                {
                    OrganizationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Class = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Mapped = table.Column<DateTime>(type: "TEXT", nullable: false),
                    MappedBy = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CodeMappings", x => new { x.OrganizationId, x.Kind, x.Code });
                });

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

            migrationBuilder.CreateTable(
                name: "MinutePools",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganizationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Capabilities = table.Column<string>(type: "TEXT", nullable: false),
                    Scope = table.Column<string>(type: "TEXT", nullable: false),
                    Licences = table.Column<int>(type: "INTEGER", nullable: false),
                    MinutesEach = table.Column<int>(type: "INTEGER", nullable: false),
                    Reset = table.Column<string>(type: "TEXT", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MinutePools", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MinuteUses",
                columns: table => new
                {
                    OrganizationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PoolId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Period = table.Column<string>(type: "TEXT", nullable: false),
                    Used = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MinuteUses", x => new { x.OrganizationId, x.PoolId, x.Period });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Calls_Start_State",
                table: "Calls",
                columns: new[] { "Start", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_MinutePools_OrganizationId",
                table: "MinutePools",
                column: "OrganizationId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CodeMappings");

            migrationBuilder.DropTable(
                name: "DaySums");

            migrationBuilder.DropTable(
                name: "DestinationSums");

            migrationBuilder.DropTable(
                name: "MinutePools");

            migrationBuilder.DropTable(
                name: "MinuteUses");

            migrationBuilder.DropPrimaryKey(
                name: "PK_Calls",
                table: "Calls");

            migrationBuilder.DropIndex(
                name: "IX_Calls_Start_State",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "BytesBefore",
                table: "Imports");

            migrationBuilder.DropColumn(
                name: "LinesBefore",
                table: "Imports");

            migrationBuilder.DropColumn(
                name: "RunBegan",
                table: "Imports");

            migrationBuilder.DropColumn(
                name: "Skipped",
                table: "Imports");

            migrationBuilder.DropColumn(
                name: "Key",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "FirstEntry",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "LastEntry",
                table: "Calls");

            migrationBuilder.DropColumn(
                name: "Resolution",
                table: "CallExceptions");

            migrationBuilder.DropColumn(
                name: "ResolutionReason",
                table: "CallExceptions");

            migrationBuilder.DropColumn(
                name: "ResolvedBy",
                table: "CallExceptions");

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
