"""The configuration files of a cluster, from the templates in deploy/ha."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2

from glue import paths
from glue.ha.layout import HOST, SCOPE, Layout, Member
from glue.postgres.os_user import own
from glue.postgres.server import SUPERUSER, Server, encoding
from glue.postgres.settings import common_settings

TEMPLATES = paths.SHIPPED / "deploy" / "ha"


def etcd_config(layout: Layout) -> str:
    """Return the configuration of the one local etcd."""
    peer = layout.port("etcd_peer")
    return render(
        "etcd.yml.j2",
        scope=SCOPE,
        name="local",
        host=HOST,
        data=layout.home / "etcd",
        client_port=layout.port("etcd"),
        peer_port=peer,
        initial_cluster=f"local=http://{HOST}:{peer}",
    )


def patroni_config(layout: Layout, member: Member, server: Server, etcd: str | None) -> str:
    """Return the configuration of one member; `etcd` is another way to etcd than the direct one."""
    return render(
        "patroni.yml.j2",
        scope=SCOPE,
        member=member,
        secrets=layout.secrets,
        etcd_hosts=[etcd or f"{HOST}:{layout.port('etcd')}"],
        etcd_use_proxies=True,
        timings=layout.timings,
        strict=layout.is_strict,
        settings=postgres_settings(layout),
        initdb=encoding(server.major),
        superuser=SUPERUSER,
        data=member.data,
        bin=server.bin,
        pgpass=member.home / "pgpass",
        clients=f"{HOST}/32",
    )


def haproxy_config(layout: Layout) -> str:
    """Return the configuration of HAProxy."""
    return render(
        "haproxy.cfg.j2",
        host=HOST,
        members=layout.members,
        timings=layout.timings,
        primary_port=layout.port("primary"),
        replicas_port=layout.port("replicas"),
        max_connections=1000,
    )


def postgres_settings(layout: Layout) -> Mapping[str, str]:
    """Return the settings of every member: those of `rowhouse up`, and what replication needs."""
    return {
        **common_settings(),
        # No part of Rowhouse reads the WAL: physical replication is all that is needed.
        "wal_level": "replica",
        "hot_standby": "on",
        "max_wal_senders": "10",
        "max_replication_slots": "10",
        # A replica that is away keeps so much WAL on the leader, and no more: its slot is then
        # lost, and it is copied anew, before the leader's disk is full.
        "max_slot_wal_keep_size": "4GB",
        "wal_keep_size": "128MB",
        # pg_rewind needs it where the cluster was made without checksums.
        "wal_log_hints": "on",
        # How soon a peer that is silent counts as gone.
        "wal_sender_timeout": f"{layout.timings.wal_timeout}s",
        "wal_receiver_timeout": f"{layout.timings.wal_timeout}s",
    }


def render(template: str, **values: Any) -> str:
    """Return a file of deploy/ha with values in it."""
    language = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701 - not HTML
        keep_trailing_newline=True,
    )
    return language.get_template(template).render(**values)


def write_private(target: Path, words: str) -> Path:
    """Replace a file by one that only the servers' OS user reads."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.name)
    with os.fdopen(handle, "w") as file:
        file.write(words)
    own(Path(name))
    return Path(name).replace(target)
