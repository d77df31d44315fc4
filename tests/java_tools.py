"""Tools in Java that the tests run: fetched once by Maven into the user's cache, as the Neo4j server is."""
from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from loaders.neo4j_server.artifacts import java

_HERE = Path(__file__).parent / "java"


def jars(tool: str) -> Path:
    """Return the folder with the jars of ``tests/java/TOOL/pom.xml``; fails where Maven cannot fetch them."""
    pom = _HERE / tool / "pom.xml"
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "district-education-kg"
    folder = base / f"{tool}-{hashlib.sha256(pom.read_bytes()).hexdigest()[:12]}"
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    assert maven is not None, "this test needs Maven: apt-get install maven, or brew install maven"
    base.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(dir=base, prefix=f".{tool}-"))
    try:
        done = subprocess.run([maven, "-B", "-q", "-f", str(pom), "dependency:copy-dependencies",
                               f"-DoutputDirectory={part}"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"Maven cannot fetch {tool}: {done.stdout}{done.stderr}"
        try:
            part.rename(folder)
        except OSError:  # another process was first
            assert folder.is_dir()
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return folder


def run_java(tool: str, main: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a class of a tool, or a source file of its folder, and return its status and what it wrote."""
    source = _HERE / tool / main
    command = [java(), "-XX:TieredStopAtLevel=1", "-cp", f"{jars(tool)}/*", str(source) if source.is_file() else main]
    return subprocess.run([*command, *map(str, arguments)], capture_output=True, text=True, check=False)
