using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CommsCredits.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class Findings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "HeldSince",
                table: "RechargeRules",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ImportedAmount",
                table: "RechargeRules",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateTime>(
                name: "ImportedSince",
                table: "RechargeRules",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TakenOver",
                table: "Pools",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "Roles",
                table: "People",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LargestCharge",
                table: "Organizations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LargestImports",
                table: "Organizations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LargestMinute",
                table: "Organizations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ToldWith",
                table: "Notices",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Repayments",
                table: "Lots",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Returns",
                table: "Lots",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "TrailHash",
                table: "ClosedMonths",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TrailSequence",
                table: "ClosedMonths",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Login",
                table: "CallPeople",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "State",
                table: "Audit",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_Id",
                table: "Sessions",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Audit_OrganizationId_Action_Sequence",
                table: "Audit",
                columns: new[] { "OrganizationId", "Action", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Audit_OrganizationId_ActorId_Sequence",
                table: "Audit",
                columns: new[] { "OrganizationId", "ActorId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Audit_State",
                table: "Audit",
                columns: new[] { "OrganizationId", "Sequence" },
                filter: "\"State\" IS NOT NULL");

            // On by default (R9.11, R7.9), as ChargeLimits says: a hundred times as many units of a currency without decimals
            migrationBuilder.Sql("""
                UPDATE "Organizations" SET "LargestCharge" = 1000000000 * "Times"."By", "LargestMinute" = 50000000 * "Times"."By", "LargestImports" = 10000000000 * "Times"."By"
                FROM (SELECT "Id" AS "Of", CASE WHEN "Currency" IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 100 ELSE 1 END AS "By" FROM "Organizations") AS "Times"
                WHERE "Times"."Of" = "Organizations"."Id";
                """);

            // Last: SQLite makes the table anew for it
            migrationBuilder.DropColumn(
                name: "Repaid",
                table: "Lots");

            migrationBuilder.DropColumn(
                name: "Returned",
                table: "Lots");

            migrationBuilder.DropColumn(
                name: "ReturnedAt",
                table: "Lots");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Sessions_Id",
                table: "Sessions");

            migrationBuilder.DropIndex(
                name: "IX_Audit_OrganizationId_Action_Sequence",
                table: "Audit");

            migrationBuilder.DropIndex(
                name: "IX_Audit_OrganizationId_ActorId_Sequence",
                table: "Audit");

            migrationBuilder.DropIndex(
                name: "IX_Audit_State",
                table: "Audit");

            migrationBuilder.DropColumn(
                name: "HeldSince",
                table: "RechargeRules");

            migrationBuilder.DropColumn(
                name: "ImportedAmount",
                table: "RechargeRules");

            migrationBuilder.DropColumn(
                name: "ImportedSince",
                table: "RechargeRules");

            migrationBuilder.DropColumn(
                name: "TakenOver",
                table: "Pools");

            migrationBuilder.DropColumn(
                name: "Roles",
                table: "People");

            migrationBuilder.DropColumn(
                name: "LargestCharge",
                table: "Organizations");

            migrationBuilder.DropColumn(
                name: "LargestImports",
                table: "Organizations");

            migrationBuilder.DropColumn(
                name: "LargestMinute",
                table: "Organizations");

            migrationBuilder.DropColumn(
                name: "ToldWith",
                table: "Notices");

            migrationBuilder.DropColumn(
                name: "Repayments",
                table: "Lots");

            migrationBuilder.DropColumn(
                name: "Returns",
                table: "Lots");

            migrationBuilder.DropColumn(
                name: "TrailHash",
                table: "ClosedMonths");

            migrationBuilder.DropColumn(
                name: "TrailSequence",
                table: "ClosedMonths");

            migrationBuilder.DropColumn(
                name: "Login",
                table: "CallPeople");

            migrationBuilder.DropColumn(
                name: "State",
                table: "Audit");

            migrationBuilder.AddColumn<long>(
                name: "Repaid",
                table: "Lots",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "Returned",
                table: "Lots",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateTime>(
                name: "ReturnedAt",
                table: "Lots",
                type: "TEXT",
                nullable: true);
        }
    }
}
