"""LibreOffice for tests: one process with a profile of its own, driven through UNO."""

from __future__ import annotations

import shutil
import subprocess
import uuid
from pathlib import Path
from types import TracebackType

_ACTIONS = Path(__file__).with_name("office_actions.py")
_PYTHON = "/usr/bin/python3"


def missing() -> str:
    """What LibreOffice's tests lack here; "" if they can run."""
    if shutil.which("soffice") is None:
        return "LibreOffice is not installed (libreoffice-writer-nogui)"
    checked = subprocess.run([_PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return "" if checked.returncode == 0 else "LibreOffice's Python bridge is not installed (python3-uno)"


class Office:
    """A running LibreOffice; a context manager."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pipe = f"newsdesk{uuid.uuid4().hex[:12]}"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Office:
        profile = (self._folder / "profile").as_uri()
        self._process = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation={profile}",
             f"--accept=pipe,name={self._pipe};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process is not None
        self._process.terminate()
        self._process.wait(timeout=60)

    def act(self, action: str, data: bytes, suffix: str = "docx") -> bytes:
        """What LibreOffice makes of a Word document."""
        source, target = self._folder / "in.docx", self._folder / f"out.{suffix}"
        source.write_bytes(data)
        command = [_PYTHON, str(_ACTIONS), self._pipe, action, str(source), str(target)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
        assert done.returncode == 0, f"{action}: status {done.returncode}\n{done.stderr}"
        return target.read_bytes()
