import pytest

from app.domain.presets import Preset, shipped

LEVELS = {"会战商圈四级": 4, "沙依巴克五级": 5, "恒茂三级": 3, "双鸭山六级": 6}


def test_the_districts_own_shape_comes_first_and_the_blank_one_last() -> None:
    titles = [preset.title for preset in shipped()]
    assert titles[0] == "会战商圈四级"
    assert titles[-1] == "空白"
    assert {*LEVELS, "南塔商圈"} <= set(titles)


def test_keys_tell_presets_apart() -> None:
    assert len({preset.key for preset in shipped()}) == len(shipped())


@pytest.mark.parametrize(("title", "count"), LEVELS.items())
def test_a_preset_has_as_many_levels_as_it_says(title: str, count: int) -> None:
    assert len(named(title).levels) == count


def test_the_shapes_are_those_the_cities_use() -> None:
    assert named("会战商圈四级").levels == ("街道党工委", "商圈党委", "社区党支部", "党员商户")
    assert named("恒茂三级").lists == ("资源", "需求", "项目")
    assert named("双鸭山六级").lists == ("问题", "需求", "责任")
    assert len(named("双鸭山六级").grid_levels) == 6
    assert {len(preset.stages) for preset in shipped()} == {0, 3, 4, 5}


@pytest.mark.parametrize("preset", shipped()[:-1], ids=lambda preset: preset.key)
def test_no_shape_repeats_or_forgets_a_name(preset: Preset) -> None:
    for names in (preset.levels, preset.grid_levels, preset.lists, preset.stages):
        assert names
        assert all(names)
        assert len(set(names)) == len(names)


def test_the_blank_one_presets_nothing() -> None:
    blank = shipped()[-1]
    assert blank.levels == blank.grid_levels == blank.lists == blank.stages == ()


def named(title: str) -> Preset:
    return next(preset for preset in shipped() if preset.title == title)
