using CommsCredits.Web.Data;

namespace CommsCredits.Web.Mail;

/// <summary>
/// Writes each mail as a file that every mail program opens, into the folder <c>mail</c> of the data folder. The name is made of the mail's id: sent again, it is the same file.
/// </summary>
public sealed class FolderMailSender(DataFolder folder, MailSettings settings) : IMailSender
{
    public const string Folder = "mail";

    public async Task SendAsync(OutgoingMail mail, CancellationToken cancel)
    {
        var path = folder.Full(Path.Combine(Folder, FileName(mail.Id)));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var message = MailMessages.Of(mail, settings);
        await message.WriteToAsync(path + ".part", cancel);
        File.Move(path + ".part", path, overwrite: true);
    }

    /// <summary>Letters, digits, dots and dashes only; whatever else an id has becomes a dash.</summary>
    public static string FileName(string id) => string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' ? c : '-')).Trim('.', '-') + ".eml";
}
