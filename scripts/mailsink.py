"""A mail server for the demo: takes everything, sends nothing on, writes .eml files.

python -m scripts.mailsink PORT FOLDER
"""

import email
import re
import signal
import sys
import threading
from datetime import datetime
from email.policy import default
from pathlib import Path

from aiosmtpd.controller import Controller


class Folder:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server, session, envelope) -> str:
        subject = email.message_from_bytes(envelope.content, policy=default)["Subject"] or "mejl"
        words = re.sub(r"[^\wåäöÅÄÖ]+", "-", subject).strip("-")[:60]
        recipient = re.sub(r"[^\w.@-]+", "", envelope.rcpt_tos[0])
        name = f"{datetime.now():%Y%m%d-%H%M%S-%f} {recipient} {words}.eml"
        (self.folder / name).write_bytes(envelope.content)
        return "250 2.0.0 Mottaget"


def main() -> None:
    port, folder = int(sys.argv[1]), Path(sys.argv[2])
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    controller = Controller(Folder(folder), hostname="127.0.0.1", port=port)
    controller.start()
    stopped.wait()
    controller.stop()


if __name__ == "__main__":
    main()
