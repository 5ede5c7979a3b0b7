namespace CommsCredits.Web.Documents.Pdf;

/// <summary>The faces a document is set in: three weights of IBM Plex Sans, and IBM Plex Mono for hashes.</summary>
public enum FontFace { Regular, Medium, SemiBold, Mono }
