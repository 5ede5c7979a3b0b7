using MudBlazor;

namespace CommsCredits.Web.Components.Layout;

/// <summary>Colours and type of the portal, light and dark. The reasons and the contrast ratios are in look.md.</summary>
public static class PortalTheme
{
    private static readonly string[] Sans = ["IBM Plex Sans", "Plex stand-in", "Plex stand-in wide", "Noto Sans SC", "system-ui", "sans-serif"];
    private static T Type<T>(string size, string line, string weight, string spacing = "normal") where T : BaseTypography, new() =>
        new() { FontFamily = Sans, FontSize = size, LineHeight = line, FontWeight = weight, LetterSpacing = spacing, TextTransform = "none" };

    public static readonly MudTheme Value = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0B5A60", PrimaryContrastText = "#FFFFFF", PrimaryDarken = "#084449", PrimaryLighten = "#2B7A80",
            Secondary = "#3D4B8F", SecondaryContrastText = "#FFFFFF",
            Tertiary = "#7A4B12", TertiaryContrastText = "#FFFFFF",
            Info = "#1F5FA8", Success = "#1D6B45", Warning = "#855600", Error = "#A3231F",
            InfoContrastText = "#FFFFFF", SuccessContrastText = "#FFFFFF", WarningContrastText = "#FFFFFF", ErrorContrastText = "#FFFFFF",
            Dark = "#12252A", DarkContrastText = "#FFFFFF",
            TextPrimary = "#12252A", TextSecondary = "#4A5E64", TextDisabled = "#8A999D",
            ActionDefault = "#4A5E64", ActionDisabled = "#8A999D", ActionDisabledBackground = "#E4E9EA",
            Background = "#F4F6F6", BackgroundGray = "#EAEEEE", Surface = "#FFFFFF",
            DrawerBackground = "#FFFFFF", DrawerText = "#2A3F45", DrawerIcon = "#4A5E64",
            AppbarBackground = "#FFFFFF", AppbarText = "#12252A",
            LinesDefault = "#D8DFE0", LinesInputs = "#74868B", TableLines = "#E4E9EA", TableStriped = "#F7F9F9", TableHover = "#F1F5F5",
            Divider = "#D8DFE0", DividerLight = "#E4E9EA", Skeleton = "#E4E9EA", RippleOpacity = 0, RippleOpacitySecondary = 0,
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#63C1C4", PrimaryContrastText = "#05292C", PrimaryDarken = "#4FAEB1", PrimaryLighten = "#8AD6D8",
            Secondary = "#AEB8F0", SecondaryContrastText = "#12173A",
            Tertiary = "#E0B27A", TertiaryContrastText = "#2B1A04",
            Info = "#8AB8F0", Success = "#7CC79A", Warning = "#E8B45A", Error = "#F2918B",
            InfoContrastText = "#0A1F38", SuccessContrastText = "#06281A", WarningContrastText = "#2B1D02", ErrorContrastText = "#3A0806",
            Dark = "#E4ECED", DarkContrastText = "#0D1517",
            TextPrimary = "#E4ECED", TextSecondary = "#A0B2B6", TextDisabled = "#62757A",
            ActionDefault = "#A0B2B6", ActionDisabled = "#62757A", ActionDisabledBackground = "#1E2A2D",
            Background = "#0D1517", BackgroundGray = "#0A1113", Surface = "#131E21",
            DrawerBackground = "#101A1C", DrawerText = "#C6D3D6", DrawerIcon = "#A0B2B6",
            AppbarBackground = "#101A1C", AppbarText = "#E4ECED",
            LinesDefault = "#27363A", LinesInputs = "#6A7C81", TableLines = "#202D31", TableStriped = "#162225", TableHover = "#18262A",
            Divider = "#27363A", DividerLight = "#202D31", Skeleton = "#202D31", RippleOpacity = 0, RippleOpacitySecondary = 0,
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", DrawerWidthLeft = "232px", AppbarHeight = "56px" },
        Typography = new Typography
        {
            Default = Type<DefaultTypography>(".875rem", "1.4286", "400"),
            H1 = Type<H1Typography>("1.75rem", "1.2857", "500", "-.01em"),
            H2 = Type<H2Typography>("1.0625rem", "1.4118", "600"),
            H3 = Type<H3Typography>(".875rem", "1.4286", "600"),
            H4 = Type<H4Typography>(".875rem", "1.4286", "600"),
            H5 = Type<H5Typography>(".875rem", "1.4286", "600"),
            H6 = Type<H6Typography>(".875rem", "1.4286", "600"),
            Body1 = Type<Body1Typography>(".9375rem", "1.5333", "400"),
            Body2 = Type<Body2Typography>(".875rem", "1.4286", "400"),
            Button = Type<ButtonTypography>(".875rem", "1.4286", "500"),
            Caption = Type<CaptionTypography>(".8125rem", "1.3846", "400"),
            Overline = Type<OverlineTypography>(".8125rem", "1.3846", "500"),
            Subtitle1 = Type<Subtitle1Typography>("1rem", "1.5", "400"),
            Subtitle2 = Type<Subtitle2Typography>(".875rem", "1.4286", "600"),
        },
    };
}
