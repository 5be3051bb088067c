"""The map's own symbols as SVG paths in a box of 24 x 24, pointing up; the host makes signed distance images of them.

One image takes every colour and size. Not text glyphs: MapLibre merges touching lines that carry the same text, and an
arrow then shows another line's colour and size.
"""

_SEA = "M12 0 L24 12 L12 24 L0 12 Z M5 12 q1.75 -3.4 3.5 0 t3.5 0 t3.5 0 t3.5 0 v2.6 "
_SEA += "q-1.75 3.4 -3.5 0 t-3.5 0 t-3.5 0 t-3.5 0 Z"
_PORT = "M12 1 a3.6 3.6 0 0 1 1.6 6.8 V10 h4 v2.8 h-4 v7 c3 -.5 5 -2.4 5.4 -5 l-1.8 .6 l2.9 -4.4 l2.6 4.6 l-1.6 -.5 "
_PORT += "c-.6 4.6 -4.4 8 -9.1 8 s-8.5 -3.4 -9.1 -8 l-1.6 .5 l2.6 -4.6 l2.9 4.4 l-1.8 -.6 c.4 2.6 2.4 4.5 5.4 5 "
_PORT += "v-7 h-4 V10 h4 V7.8 A3.6 3.6 0 0 1 12 1 Z"
_AIRPORT = "M12 1 c1.2 0 1.8 1.4 1.8 3 v5 l8.2 5.4 v2.4 l-8.2 -2.6 v5 l2.6 2 v1.8 l-4.4 -1.2 l-4.4 1.2 v-1.8 l2.6 -2 "
_AIRPORT += "v-5 l-8.2 2.6 v-2.4 l8.2 -5.4 v-5 c0 -1.6 .6 -3 1.8 -3 Z"

_LOOP = "M8.2 21.2 A9.5 9.5 0 1 1 18.6 19.2 L16.7 16.8 A6.5 6.5 0 1 0 9.2 18.3 Z M15.2 15.8 L21.6 18.2 L16.4 22.6 Z"

ICONS = {
    "arrow": "M12 1 L21.5 23 L12 18.5 L2.5 23 Z",
    "sea": _SEA,  # a diamond with a wave cut out
    "crossing": "M1 3 L10.5 12 L1 21 Z M23 3 L13.5 12 L23 21 Z",  # two ways that meet
    "port": _PORT,
    "airport": _AIRPORT,
    "loop": _LOOP,  # for legends: a way that comes back
    "stub-to": "M3 0 H21 V2.4 H3 Z M12 4.4 L16.6 13 H13 V24 H11 V13 H7.4 Z",  # towards an end that nobody stated
    "stub-from": "M3 0 H21 V2.4 H3 Z M11 2.4 H13 V15.4 H16.6 L12 24 L7.4 15.4 H11 Z",
    "office": "M12 1 L22 9 V23 H14.5 V15 H9.5 V23 H2 V9 Z",
}
