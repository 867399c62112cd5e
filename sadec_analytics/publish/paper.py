"""What kind of paper a page is: its edition says for whom, its status whether it is a draft, final, or corrected after publication."""

from __future__ import annotations

INTERNAL, PUBLIC = "internal", "public"
EDITIONS = {INTERNAL: "Bản nội bộ", PUBLIC: "Bản công khai"}
FOLDER_ENDS = {INTERNAL: "", PUBLIC: "-cong-khai"}
NO_PUBLIC_EDITION = "“{title}” chỉ có bản nội bộ: trang này dẫn đến từng ô trong tệp của đơn vị."
DRAFT, FINAL, CORRECTED = "draft", "final", "corrected"
STATUSES = {DRAFT: "Dự thảo", FINAL: "Chính thức", CORRECTED: "Bản sửa sau khi công bố"}


class PageError(ValueError):
    """A page that cannot be made as asked: what is wrong and what to write instead, in Vietnamese."""
