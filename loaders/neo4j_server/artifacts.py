"""The artifacts of a Neo4j server: fetched once from Maven Central into the user's cache."""
from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from kg.errors import StoreError

_OLDEST_JAVA = 17
_POM = "pom.xml"


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "district-education-kg"


def java() -> str:
    """Return the Java command (of ``JAVA_HOME``, or on the path). Raises StoreError where there is none of 17 or later.
    """
    home = os.environ.get("JAVA_HOME")
    command = shutil.which(str(Path(home) / "bin" / "java")) if home else shutil.which("java")
    if command is None:
        raise StoreError(f"no Java {'in JAVA_HOME (' + home + ')' if home else 'on the path'}; install Java 17 or 21 "
                         "(Debian, Ubuntu: apt-get install openjdk-17-jre-headless; macOS: brew install openjdk@21)")
    told = subprocess.run([command, "-version"], capture_output=True, text=True, check=False).stderr
    match = re.search(r'version "(\d+)', told)
    if match is None or int(match[1]) < _OLDEST_JAVA:
        raise StoreError(f"{command}: is Java {match[1] if match else 'of no known version'}; Neo4j needs 17 or 21: "
                         "install one, or name it with JAVA_HOME")
    return command


def server_jars(say: Callable[[str], object] = lambda text: None) -> Path:
    """Return the folder with the server's jars, fetched by Maven (some 160 MB) where it is not there yet.

    ``say`` gets a line when something is fetched. Processes that fetch at the same time do not disturb each other.
    Raises StoreError where Maven is missing or fails.
    """
    pom = files(__package__).joinpath(_POM).read_bytes()
    folder = _cache() / f"neo4j-server-{hashlib.sha256(pom).hexdigest()[:12]}"
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise StoreError("Maven fetches Neo4j, and there is no mvn on the path; install it (Debian, Ubuntu: apt-get "
                         "install maven; macOS: brew install maven), or use a server of your own with --uri")
    say(f"Fetching Neo4j once, some 160 MB, into {folder}")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".neo4j-server-"))
    except OSError as error:
        raise StoreError(f"{folder.parent}: cannot be written ({error.strerror}); name another folder with "
                         "XDG_CACHE_HOME") from error
    try:
        (part / _POM).write_bytes(pom)
        _copy_jars(maven, part)
        _settle(part, folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return folder


def _copy_jars(maven: str, part: Path) -> None:
    done = subprocess.run([maven, "-B", "-q", "-f", str(part / _POM), "dependency:copy-dependencies",
                           f"-DoutputDirectory={part}"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        lines = [line for line in (done.stdout + done.stderr).splitlines() if "ERROR" in line]
        raise StoreError(f"Maven cannot fetch Neo4j ({lines[0] if lines else 'status ' + str(done.returncode)}); check "
                         "the connection to Maven Central or the mirror in ~/.m2/settings.xml, and try again")


def _settle(part: Path, folder: Path) -> None:
    """Give the finished folder its name; where another process was first, its folder is as good."""
    try:
        part.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise
