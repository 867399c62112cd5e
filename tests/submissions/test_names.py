"""Names match exactly after folding, or not at all; likeness only proposes."""

import pytest
from drawn import NAMES

from sadec_analytics.submissions.names import BranchNames


@pytest.mark.parametrize(
    ("text", "branch", "code"),
    [
        ("Khóm 1", "Khóm 1", None),
        ("K1", "Khóm 1", None),
        ("K.01", "Khóm 1", None),
        ("Khóm I", "Khóm 1", None),
        ("CĐ khóm 1", "Khóm 1", None),
        ("Chi đoàn Chi đoàn khóm 1", "Khóm 1", None),
        ("HOÀ AN", "Khóm Hòa An", None),
        ("khom 2", "Khóm 2", "name_without_marks"),
        ("hoa khanh", "Khóm Hòa Khánh", "name_without_marks"),
    ],
)
def test_a_branch_is_found_by(text, branch, code):
    found = NAMES.branches["Phường 2"].find(text)
    assert (found.name, found.code) == (branch, code)


@pytest.mark.parametrize("text", ["Khóm 12", "Khóm 3", "Hòa Khán", "Hòa", "", "Khóm 1, 2"])
def test_a_merely_similar_name_is_no_branch(text):
    assert NAMES.branches["Phường 2"].find(text) is None


def test_similar_names_are_proposed():
    assert NAMES.branches["Phường 2"].proposals("Hòa Khán")[0] == "Khóm Hòa Khánh"


def test_a_name_of_two_branches_means_neither():
    names = BranchNames({"Khóm Tân Hòa": ("TH",), "Khóm Tân Hưng": ("TH",)})
    assert names.find("TH") is None
    assert names.find("Tân Hòa").name == "Khóm Tân Hòa"


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("BÁO CÁO CỦA PHƯỜNG 1 NĂM 2021", {"Phường 1"}),
        ("P1_KQ 2021", {"Phường 1"}),
        ("Phường 12", set()),
        ("BCH ĐOÀN P. TÂN QUI ĐÔNG", {"Phường Tân Quy Đông"}),
        ("ket qua tan phu dong", {"Xã Tân Phú Đông"}),
        ("Phường An Hoà, thành phố Sa Đéc", {"Phường An Hòa"}),
        ("Phường 1 và Phường 2", {"Phường 1", "Phường 2"}),
        ("Thành Đoàn Sa Đéc", set()),
    ],
)
def test_units_are_found_inside_a_text(text, units):
    assert NAMES.units.inside(text) == units
