import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.vocabulary.place_points import written_point

WRITTEN = {
    "COORDENADAS 0º12'36,00\"N y 79ª30'18,00\"O": (-79.505, 0.21),
    "LAT 2 GRAD 15 MIN NORTE LONG 79 GRAD 30 MIN OESTE": (-79.5, 2.25),
    "COORDENADAS 01º15,60 S Y 080º33,00 W": (-80.55, -1.26),
    "N34°20' E62°12'": (62.2, 34.33333),
    "34°20'31\"N, 62°12'10\"E near Herat": (62.20278, 34.34194),
    "55°45′ с.ш. 37°37′ в.д.": (37.61667, 55.75),
    "34.3529, 62.2040": (62.204, 34.3529),
    "34,3529; 62,2040": (62.204, 34.3529),
    "۳۴٫۳۵, ۶۲٫۲۰": (62.2, 34.35),
    "-1.25, -80.4": (-80.4, -1.25),
    "lat 34.35 lon 62.20": (62.2, 34.35),
    "lon: 62.20 lat: 34.35": (62.2, 34.35),
}


@pytest.mark.parametrize(("text", "point"), WRITTEN.items(), ids=list(WRITTEN))
def test_degrees_minutes_seconds_and_decimals_are_read(text, point):
    assert written_point(text).points[0] == pytest.approx(point, abs=1e-4)


@pytest.mark.parametrize(
    "text",
    [
        "CALLE CHILE N12-345 Y AV. PERÚ",
        "KRA 12B Nº 34 A 56",
        "calle 12.34 y 56.78",
        "W79º3' 12,40\"",
        "34.35",
        "",
        "Km 7",
    ],
)
def test_an_address_or_half_a_point_is_none(text):
    assert written_point(text) is None


def test_sixty_minutes_and_more_cannot_be():
    assert written_point("34°75'N 62°10'E").points == ()


def test_an_o_may_be_west_or_east_and_both_are_kept():
    assert [lon for lon, _ in written_point("10°0'N 20°0'O").points] == [-20.0, 20.0]


@given(lat=st.floats(-89.99, 89.99), lon=st.floats(-179.99, 179.99))
def test_every_point_written_in_degrees_and_minutes_is_read_again(lat, lon):
    def angle(value, sides):
        degrees, minutes = divmod(round(abs(value) * 60, 3), 60)
        return f"{int(degrees)}°{minutes:.3f}'{sides[value < 0]}"

    found = written_point(f"{angle(lat, 'NS')} {angle(lon, 'EW')}")
    assert found.sided and found.points[0] == pytest.approx((lon, lat), abs=1e-4)


@given(st.text(alphabet="0123456789.,°º'\"NSEWOnseо latlongradmin-+ ", max_size=60))
def test_no_text_raises(text):
    found = written_point(text)
    assert found is None or all(len(point) == 2 for point in found.points)
