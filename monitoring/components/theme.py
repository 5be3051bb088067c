"""Mantine's theme: the tokens of the interface, and the style sheet's variables are set from the same place."""

SEA = ["#EAF3F7", "#D3E6EE", "#A9CEDD", "#6CB8D6", "#4BA0C2", "#2C86AB", "#176F93", "#0B5A78", "#084860", "#063647"]
# Mantine's own dark tuple is neutral and reads brown beside our blue-black map.
DARK = ["#E8EDF1", "#C9D2DA", "#93A0AB", "#5D6B77", "#3B4853", "#2A353F", "#1D262E", "#171F26", "#131A20", "#0F151A"]
FONTS = '"IBM Plex Sans", "IBM Plex Sans Arabic", "Noto Sans", system-ui, sans-serif'

THEME = {
    "colors": {"sea": SEA, "dark": DARK},
    "primaryColor": "sea",
    "primaryShade": {"light": 7, "dark": 4},
    "autoContrast": True,
    "fontFamily": FONTS,
    "headings": {"fontFamily": FONTS, "fontWeight": "600"},
    "fontSizes": {"xs": "0.75rem", "sm": "0.8125rem", "md": "0.875rem", "lg": "1rem", "xl": "1.25rem"},
    "defaultRadius": "6px",
    "cursorType": "pointer",
    "respectReducedMotion": True,
    "focusRing": "auto",
}
