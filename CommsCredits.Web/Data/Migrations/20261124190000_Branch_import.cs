using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CommsCredits.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class Branch_import : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
        }
    }
}
