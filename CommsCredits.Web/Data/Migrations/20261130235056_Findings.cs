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
            migrationBuilder.DropColumn(
                name: "Repaid",
                table: "Lots");

            migrationBuilder.DropColumn(
                name: "Returned",
                table: "Lots");

            migrationBuilder.DropColumn(
                name: "ReturnedAt",
                table: "Lots");

            migrationBuilder.AddColumn<long>(
                name: "TakenOver",
                table: "Pools",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "TakenOver",
                table: "Pools");

            migrationBuilder.DropColumn(
                name: "Repayments",
                table: "Lots");

            migrationBuilder.DropColumn(
                name: "Returns",
                table: "Lots");

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
