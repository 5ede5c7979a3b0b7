using CommsCredits.Domain.Notices;
using CommsCredits.Web.Data;
using CommsCredits.Web.Data.Rows;

namespace CommsCredits.Web.Mail;

/// <summary>A notice as the outbox keeps it, back as what the domain told.</summary>
public static class StoredNotices
{
    public static Notice Of(NoticeRow row) =>
        new() { OrganizationId = row.OrganizationId, Kind = row.Kind, Key = row.Key, Created = row.Created, Figures = StoredJson.Read<Dictionary<string, string>>(row.Figures) };
}
