"""What `rowhouse ha` writes and refuses, without starting a cluster."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from glue import paths
from glue.cli import main
from glue.commands import ha
from glue.commands.ha import ha_command
from glue.ha import config
from glue.ha.layout import PROFILES, Layout
from glue.ha.programs import find, missing
from glue.postgres.server import Server
from glue.postgres.settings import common_settings

pytestmark = pytest.mark.once


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    made = Layout(tmp_path)
    made.choose()
    for member in made.members:
        member.home.mkdir()
    return made


def test_a_layout_is_remembered(layout: Layout) -> None:
    again = Layout(layout.home)
    again.choose(profile="production")
    assert again.members == layout.members
    assert again.secrets == layout.secrets
    assert again.timings == PROFILES["quick"]


@pytest.mark.parametrize("profile", list(PROFILES))
def test_timings_leave_the_leader_time_to_step_back(profile: str) -> None:
    timings = PROFILES[profile]
    assert timings.loop_wait + 2 * timings.retry_timeout <= timings.ttl
    assert timings.ttl >= 20, "Patroni takes no less"


def test_members_have_the_settings_of_a_single_server(layout: Layout) -> None:
    settings = config.postgres_settings(layout)
    assert common_settings().items() <= settings.items()


def test_configurations_are_their_owners_alone(layout: Layout) -> None:
    written = config.write_private(layout.home / "x.yml", "secret")
    assert stat.S_IMODE(written.stat().st_mode) == 0o600


def test_haproxy_takes_its_configuration(layout: Layout) -> None:
    program = find("haproxy")
    if program is None:
        pytest.skip("haproxy is not installed")
    file = config.write_private(layout.home / "haproxy.cfg", config.haproxy_config(layout))
    done = subprocess.run([program, "-c", "-f", file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_patroni_takes_its_configuration(layout: Layout) -> None:
    if "patroni" in missing():
        pytest.skip("Patroni is not installed")
    member = layout.members[0]
    words = config.patroni_config(layout, member, Server(layout.home), None)
    file = config.write_private(member.home / "patroni.yml", words)
    done = subprocess.run(
        [sys.executable, "-m", "patroni", "--validate-config", "--ignore-listen-port", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    # It tries whether etcd answers, and none runs here.
    left = [line for line in done.stdout.splitlines() if line and "etcd3" not in line]
    assert left == []


def test_only_what_is_listed_may_connect(layout: Layout) -> None:
    words = config.patroni_config(layout, layout.members[0], Server(layout.home), None)
    lines = words.partition("pg_hba:\n")[2].splitlines()
    assert len(lines) == 2
    assert all(line.endswith("127.0.0.1/32 scram-sha-256") for line in lines)


@pytest.mark.parametrize("command", ["status", "switchover", "down"])
def test_a_cluster_that_never_was_is_named(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "HOME", tmp_path)
    done = CliRunner().invoke(ha_command, [command])
    assert "there is no cluster here yet" in str(done.exception)


def test_a_removal_asks_for_a_yes(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "HOME", layout.home.parent)
    done = CliRunner().invoke(ha_command, ["down", "--remove"])
    assert "deletes the cluster's data" in str(done.exception)


def test_a_member_that_is_not_there_cannot_lead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "HOME", tmp_path)
    Layout().choose()
    done = CliRunner().invoke(ha_command, ["switchover", "--to", "node9"])
    assert "there is no member node9" in str(done.exception)


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (["--profile", "production"], "has the profile quick, not production"),
        (["--no-strict"], "has the strictness strict, not no-strict"),
    ],
)
def test_a_cluster_that_is_there_keeps_its_timings(
    option: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "HOME", tmp_path)
    monkeypatch.setattr(ha, "up", lambda *_, **__: None)
    monkeypatch.setattr(ha, "show", lambda _: None)
    assert CliRunner().invoke(ha_command, ["up"]).exit_code == 0
    done = CliRunner().invoke(ha_command, ["up", *option])
    assert words in str(done.exception)
    assert CliRunner().invoke(ha_command, ["up", "--profile", "quick", "--strict"]).exit_code == 0
    assert Layout().timings == PROFILES["quick"]


def test_options_of_the_first_start_are_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "HOME", tmp_path)
    monkeypatch.setattr(ha, "up", lambda *_, **__: None)
    monkeypatch.setattr(ha, "show", lambda _: None)
    CliRunner().invoke(ha_command, ["up", "--profile", "production", "--no-strict"])
    assert (Layout().profile, Layout().is_strict) == ("production", False)


def test_a_switchover_of_a_cluster_that_is_down_says_what_is_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "HOME", tmp_path)
    Layout().choose()
    done = CliRunner().invoke(main, ["ha", "switchover"])
    assert done.exit_code == 1
    assert "no member leads: etcd, node1, node2, node3 are down" in done.stderr
    assert "rowhouse ha up" in done.stderr
