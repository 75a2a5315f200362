"""A full disk: writing answers 507, reading goes on, nothing is half-written, and writing resumes when there is room.

usage: full_disk.py BINARY

The data lie on a small file system in memory, mounted in a mount namespace of this test's own.
"""

import ctypes
import os
import pathlib
import sys
import tempfile

from checks import tell
from desk import Caller, Desk

SIZE = "24m"
CLONE_NEWNS, CLONE_NEWUSER, MS_REC, MS_PRIVATE = 0x00020000, 0x10000000, 0x4000, 0x40000
libc = ctypes.CDLL(None, use_errno=True)


def mount_small(folder):
    """Mounts SIZE of memory on the folder, seen by this process and its children alone."""
    if libc.unshare(CLONE_NEWNS) != 0:
        uid, gid = os.getuid(), os.getgid()
        if libc.unshare(CLONE_NEWNS | CLONE_NEWUSER) != 0:
            raise OSError(ctypes.get_errno(), "no mount namespace can be made")
        pathlib.Path("/proc/self/setgroups").write_text("deny")
        pathlib.Path("/proc/self/uid_map").write_text(f"0 {uid} 1")
        pathlib.Path("/proc/self/gid_map").write_text(f"0 {gid} 1")
    if libc.mount(b"none", b"/", None, MS_REC | MS_PRIVATE, None) != 0 or \
       libc.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", 0, f"size={SIZE}".encode()) != 0:
        raise OSError(ctypes.get_errno(), "no small file system can be mounted")


def log(caller, n, room="x" * 3000):
    return caller.post("/api/v1/records", {
        "type": "epts-support/issue", "title": f"Full {n}", "description": room,
        "fields": {"urgency": "job_stopped", "impact": "single_user"}})


def fill_disk(folder):
    """Takes all the room that is left but a little."""
    path = pathlib.Path(folder) / "ballast"
    with open(path, "wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 65536)
        except OSError:
            pass
    return path


def main():
    folder = tempfile.mkdtemp(prefix="reeve-full-")
    mount_small(folder)
    desk = Desk(sys.argv[1], folder, "--demo", "--clock", "manual")
    jose, helena = Caller(desk, "jose"), Caller(desk, "helena")
    numbers = [log(jose, n)[1]["number"] for n in range(20)]
    ballast = fill_disk(folder)
    statuses = []
    for n in range(20, 400):
        status, body = log(jose, n)
        statuses.append(status)
        if status == 201:
            numbers.append(body["number"])
        elif len(statuses) > 5 and statuses[-3:] == [507] * 3:
            break
    refused = log(jose, 1000)
    read = helena.get("/api/v1/records/" + numbers[0])
    listed = helena.get("/api/v1/records?count=true&limit=1")
    upload = jose.call("POST", "/api/v1/uploads?name=a.txt", {"x": "y" * 200_000})
    ballast.unlink()
    after = log(jose, 2000)
    numbers.append(after[1].get("number"))
    desk.stop(kill=True)
    again = Desk(sys.argv[1], folder, "--demo", "--clock", "manual")
    helena = Caller(again, "helena")
    count = helena.get("/api/v1/records?q=full&count=true&limit=1")[1]["count"]
    all_there = all(helena.get("/api/v1/records/" + number)[0] == 200 for number in numbers)
    again.stop()
    checks = [
        (f"a full disk answers 507: {statuses[-3:]}", statuses[-3:] == [507] * 3 and refused[0] == 507),
        (f"the refusal says why: {refused[1].get('detail')}", "room" in str(refused[1]) or "full" in str(refused[1])),
        ("reading goes on", read[0] == 200 and listed[0] == 200),
        (f"the list counts what was acknowledged: {listed[1].get('count')}", listed[1].get("count") == len(numbers) - 1),
        (f"an upload is refused too: {upload[0]}", upload[0] == 507),
        (f"writing resumes when there is room: {after[0]}", after[0] == 201),
        (f"after a kill, {count} records for {len(numbers)} acknowledged", count == len(numbers) and all_there),
    ]
    return tell(checks)


if __name__ == "__main__":
    sys.exit(main())
