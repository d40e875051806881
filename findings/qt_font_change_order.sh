#!/bin/sh
# Expected: when an application's font and style sheet change, a window is told of its font in a fixed order with its
# children: all of them before it, or all after it.
# Found: the order differs from run to run. At the window's FontChange, some of its children have the new font and some the
# old one. What asks a child for its font metrics then is right or wrong by chance, and no further event follows for the
# window.
# Versions: PySide6-Essentials 6.12.0 (Qt 6.12.0), Fusion style, offscreen platform.
# In Newsdesk: editor/ui/look/look.py sets both; widgets judge their room when their own font has changed
# (editor/ui/widgets/banner.py, editor/ui/review/margin_placement.py, editor/ui/archive/query_form.py).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check PySide6-Essentials==6.12.0
cat > "$folder/order.py" <<'PYTHON'
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

app = QApplication([])
app.setStyle("Fusion")
app.setStyleSheet("QLabel { font-size: 10pt }")
window = QWidget()
column = QVBoxLayout(window)
children = [QFrame() for _ in range(20)]
for child in children:
    column.addWidget(child)
window.show()
app.processEvents()


def with_new_font():
    return sum(child.font().pointSize() == 30 for child in children)


told = []


class Seen(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.FontChange:
            told.append(with_new_font())
        return False


seen = Seen()
window.installEventFilter(seen)
font = app.font()
font.setPointSize(30)
app.setFont(font)
app.setStyleSheet("QLabel { font-size: 30pt }")
app.processEvents()
assert with_new_font() == 20
print(*told)
PYTHON
runs=30
for _ in $(seq $runs); do
    QT_QPA_PLATFORM=offscreen "$folder/venv/bin/python" "$folder/order.py" 2>/dev/null
done > "$folder/counts"
echo "Children of 20 with the new font at the window's FontChange, and in how many of $runs runs:"
sort -n "$folder/counts" | uniq -c | awk '{ print "  " $2 ": " $1 }'
[ "$(sort -u "$folder/counts" | wc -l)" -gt 1 ]
