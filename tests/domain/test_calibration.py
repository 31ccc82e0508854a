import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calibration import Calibration, Readings, crosses, solve
from app.domain.errors import Invalid

A4 = (297.0, 210.0)
errors = st.builds(
    Calibration,
    dx=st.floats(-3, 3),
    dy=st.floats(-3, 3),
    sx=st.floats(0.99, 1.01),
    sy=st.floats(0.99, 1.01),
)


def printed(error, x, y):
    return error.dx + error.sx * x, error.dy + error.sy * y


def read(error, size, step=0.1):
    """What a ruler of so fine a scale says about a sheet from this printer."""
    places = crosses(*size)
    found = (printed(error, *places[3])[0], printed(error, *places[5])[0])
    found += (printed(error, *places[1])[1], printed(error, *places[7])[1])
    return Readings(*(round(value / step) * step for value in found))


@given(errors, st.sampled_from([A4, (210.0, 297.0), (148.0, 105.0)]), st.sampled_from([0.1, 0.2, 0.5]))
def test_what_is_set_right_comes_out_within_half_a_millimetre_of_its_place(error, size, step):
    found = solve(read(error, size, step), *size)
    for corner in ((0, 0), (size[0], 0), (0, size[1]), size):
        x, y = printed(error, *found.drawn_at(*corner))
        assert abs(x - corner[0]) < 0.5
        assert abs(y - corner[1]) < 0.5


def test_a_true_printer_is_left_alone():
    assert solve(Readings(20, 277, 20, 190), *A4) == Calibration()
    assert Calibration().drawn_at(12, 34) == (12, 34)


@pytest.mark.parametrize(
    ("readings", "field"),
    [
        (Readings(20, 260, 20, 190), "right"),
        (Readings(40, 297, 20, 190), "left"),
        (Readings(20, 277, 20, 170), "bottom"),
        (Readings(20, 277, 3, 173), "top"),
    ],
)
def test_what_no_printer_does_is_asked_again(readings, field):
    with pytest.raises(Invalid) as wrong:
        solve(readings, *A4)
    assert list(wrong.value.complaints) == [field]


def test_nine_crosses_stand_row_by_row():
    places = crosses(*A4)
    assert len(set(places)) == 9
    assert places[0] == (20, 20)
    assert places[4] == (148.5, 105)
    assert places[8] == (277, 190)
