#!/usr/bin/env bash
# LibreOffice: after rejecting a tracked insertion of a link, the saved .docx has the link on the words behind it.
#
# Expected: `w:ins` inside `w:hyperlink` is a tracked insertion of linked words. Rejected, words and link are gone, and
# in the program they are. Found in 7.4.7 (Debian 12): saved as .docx, the plain words that follow are in the link, to the
# end of their run. Accepting a tracked deletion of linked words does the same.
#
# Newsdesk: editor/formats/returned/field_values.py takes no notice of links on words between fields.
#
# Needs libreoffice-writer-nogui and python3-uno. Exits with 0 while this is so, and with 1 when it has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'kill "$office" 2>/dev/null || true; rm -rf "$work"' EXIT
soffice --version
/usr/bin/python3 - "$work/in.docx" <<'PY'
import sys, zipfile
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006"
M = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
text = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
ins = f'<w:ins w:id="1" w:author="A" w:date="2025-01-01T00:00:00Z">{text.format("linked")}</w:ins>'
body = f'<w:p>{text.format("before ")}<w:del w:id="2" w:author="A" w:date="2025-01-01T00:00:00Z"><w:r><w:delText>linked</w:delText></w:r></w:del><w:hyperlink r:id="l">{ins}</w:hyperlink>{text.format(" behind")}</w:p>'
with zipfile.ZipFile(sys.argv[1], "w") as file:
    file.writestr("[Content_Types].xml", f'<Types xmlns="{P}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{M}"/></Types>')
    file.writestr("_rels/.rels", f'<Relationships xmlns="{P}/relationships"><Relationship Id="d" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>')
    file.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{P}/relationships"><Relationship Id="l" Type="{R}/hyperlink" Target="https://example.org/" TargetMode="External"/></Relationships>')
    file.writestr("word/document.xml", f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>')
PY
soffice --headless --norestore -env:UserInstallation="file://$work/profile" --accept="pipe,name=finding$$;urp;" >/dev/null 2>&1 &
office=$!
/usr/bin/python3 - "finding$$" "$work/in.docx" <<'PY'
import sys, time, uno
from com.sun.star.beans import PropertyValue
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(300):
    try:
        context = resolver.resolve(f"uno:pipe,name={sys.argv[1]};urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.1)
hidden = PropertyValue()
hidden.Name, hidden.Value = "Hidden", True
create = context.ServiceManager.createInstanceWithContext
document = create("com.sun.star.frame.Desktop", context).loadComponentFromURL(f"file://{sys.argv[2]}", "_blank", 0, (hidden,))
create("com.sun.star.frame.DispatchHelper", context).executeDispatch(document.CurrentController.Frame, ".uno:RejectAllTrackedChanges", "", 0, ())
kind = PropertyValue()
kind.Name, kind.Value = "FilterName", "MS Word 2007 XML"
target = sys.argv[2].replace("in.docx", "out.docx")
document.storeToURL(f"file://{target}", (kind,))
document.close(True)
import re, zipfile
text = zipfile.ZipFile(target).read("word/document.xml").decode()
linked = ["".join(re.findall(r"<w:t[^>]*>([^<]*)", one)) for one in re.findall(r"<w:hyperlink.*?</w:hyperlink>", text)]
print("words in links:", linked)
sys.exit(0 if linked == [" behind"] else 1)
PY
