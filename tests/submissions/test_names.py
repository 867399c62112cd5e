"""Names match exactly after folding, or not at all; likeness only proposes."""

import pytest
from drawn import NAMES, draw, read

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
        ("C.đoàn khóm 2", "Khóm 2", None),
        ("Đoàn khóm 2", "Khóm 2", None),
        ("Khóm số 2", "Khóm 2", None),
        ("Kh.02", "Khóm 2", None),
        ("2. Khóm 1", "Khóm 1", None),
        ("Khóm Hai", "Khóm 2", None),
        ("BCH CĐ khóm 1", "Khóm 1", None),
        ("CĐDC khóm Hòa Khánh", "Khóm Hòa Khánh", None),
        ("khóm II", "Khóm 2", None),
        ("Chi đoàn dân cư khóm 1", "Khóm 1", None),
        ("HOÀ AN", "Khóm Hòa An", None),
        ("khom 2", "Khóm 2", "name_without_marks"),
        ("hoa khanh", "Khóm Hòa Khánh", "name_without_marks"),
    ],
)
def test_a_branch_is_found_by(text, branch, code):
    found = NAMES.branches["Phường 2"].find(text)
    assert (found.name, found.code) == (branch, code)


@pytest.mark.parametrize(
    "text", ["Khóm 12", "Khóm 3", "Hòa Khán", "Hòa", "", "Khóm 1, 2", "Khóm 1A", "Khóm số", "A1", "A.II", "1. 2", "Khóm nam"]
)
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
        ("Phường 02", {"Phường 2"}),
        ("phường số 2", {"Phường 2"}),
        ("P.02", {"Phường 2"}),
        ("F.2", {"Phường 2"}),
        ("PHƯỜNG ĐOÀN IV", {"Phường 4"}),
        ("P 2019", set()),
        ("BCH ĐOÀN P. TÂN QUI ĐÔNG", {"Phường Tân Quy Đông"}),
        ("ket qua tan phu dong", {"Xã Tân Phú Đông"}),
        ("Phường An Hoà, thành phố Sa Đéc", {"Phường An Hòa"}),
        ("Phường 1 và Phường 2", {"Phường 1", "Phường 2"}),
        ("Thành Đoàn Sa Đéc", set()),
    ],
)
def test_units_are_found_inside_a_text(text, units):
    assert NAMES.units.inside(text) == units


@pytest.mark.parametrize("text", ["Phường 02", "Đoàn TNCS HCM phường 2", "Đoàn Thanh niên P.2", "UBND F2", "Phường Đoàn 2"])
def test_a_unit_alone_is_named_by(text):
    assert NAMES.units.exactly(text) == "Phường 2"


@pytest.mark.parametrize("name", ["Khóm 1 (Phường 2)", "Khóm 1 - P.2", "K1, phường 2", "Khóm 1 P2"])
def test_a_unit_beside_the_name_of_a_branch_is_its_unit(name):
    table = f"""
        | KẾT QUẢ THỰC HIỆN PHƯỜNG 1 NĂM 2021
        | STT | Chi đoàn | Số đoàn viên | Số lần sinh hoạt
        | 1 | Khóm 2 | 15 | 8
        | 2 | {name} | 12 | 9
    """
    of = {(record.of.unit, record.of.branch) for record in read(draw(table)).records["results"]}
    assert of == {("Phường 1", "Khóm 2"), ("Phường 2", "Khóm 1")}
