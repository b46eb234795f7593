"""Bring functions, views, triggers, policies and seeds to a given set, in one transaction.

What is gone is dropped; what changed is applied again. Postgres decides whether a
function can be replaced in place: where it refuses (another result type, another
parameter name), the function is dropped with what depends on it, and those come back.
A view is always dropped and made anew. Something that depends on one of these and is
not in the set (a column default, say) is named in the error, never dropped.
"""

import fnmatch
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import psycopg
from psycopg import errors

from glue.db import script
from glue.errors import RowhouseError
from glue.migrate.identities import Identity, identities
from glue.migrate.ledger import Item
from glue.schema.build import run_file
from glue.schema.modules import needs_of

Connection = psycopg.Connection[Any]

# Objects that depend on one of these, directly or through others; deepest first. What
# is only a part (a view's type and rule, an index, a partition's copy of a trigger) leaves
# with its whole: `is_free` marks those that would have to be dropped by name.
_DEPENDENTS = """
with recursive dependents as (
    select %s::oid as classid, %s::oid as objid, 'i'::"char" as deptype, 0 as depth
    union
    select
        case when d.classid = 'pg_rewrite'::regclass then 'pg_class'::regclass
            else d.classid end,
        case when d.classid = 'pg_rewrite'::regclass then r.ev_class else d.objid end,
        d.deptype,
        p.depth + 1
    from dependents as p
    join pg_catalog.pg_depend as d on d.refclassid = p.classid and d.refobjid = p.objid
    left join pg_catalog.pg_rewrite as r
        on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
    where p.depth < 32 and (d.classid, d.objid) is distinct from (p.classid, p.objid)
        and (r.ev_class is null or r.ev_class <> p.objid)
)
select
    classid::oid, objid::oid, bool_or(deptype = 'n') as is_free,
    (pg_catalog.pg_identify_object(classid, objid, 0)).type as kind,
    (pg_catalog.pg_identify_object(classid, objid, 0)).identity as name
from dependents
where depth > 0
group by classid, objid
order by max(depth) desc
"""

# Where others had tables, the default privileges are theirs: what they give PUBLIC on a new
# function is taken back here, in the transaction that makes it.
_TAKE_FROM_PUBLIC = """
do $$
declare
    v_function regprocedure;
begin
    if to_regclass('core.adoptions') is null then
        return;
    end if;
    if not exists (select from core.adoptions) then
        return;
    end if;
    for v_function in
        select p.oid
        from pg_catalog.pg_proc as p
        where
            p.pronamespace = any(array[{schemas}]::regnamespace[])
            and p.proowner = current_user::regrole
            and exists (
                select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a
                where a.grantee = 0
            )
    loop
        execute format('revoke all on routine %s from public', v_function);
    end loop;
end;
$$;
"""


def take_from_public(items: Iterable[Item]) -> str:
    """Return the statement that lets PUBLIC call no function of these texts' schemas."""
    schemas = {made.name.partition(".")[0] for made in _made_by(items) if made.kind == "function"}
    names = ", ".join(f"'{schema}'" for schema in sorted(schemas - {"public"}))
    return _TAKE_FROM_PUBLIC.format(schemas=names) if names else ""


class Repeatables:
    """One change from a current set of texts to a target set."""

    def __init__(self, conn: Connection, current: Sequence[Item], target: Sequence[Item]) -> None:
        self.conn = conn
        self.current = {item.address: item for item in current}
        self.target = {item.address: item for item in target}
        self.order = {item.address: number for number, item in enumerate(target)}
        self.again: set[str] = set()
        self.located: dict[tuple[int, int], Identity] | None = None
        # A rollback may drop their schema, and before 16 Postgres refuses to look up a
        # function whose argument type is in none.
        self.dropped: set[Identity] = set()

    @property
    def changed(self) -> list[str]:
        """The addresses whose text is new or other than before."""
        return [
            address
            for address, item in self.target.items()
            if address not in self.current or self.current[address].sha256 != item.sha256
        ]

    @property
    def followers(self) -> list[str]:
        """The seeds that name a changed or gone one in `-- depends:`: they read its rows."""
        moved = {*self.changed, *(self.current.keys() - self.target.keys())}
        return followers_of(moved, self.target.values())

    @property
    def gone(self) -> list[Identity]:
        """Objects that the target no longer makes, the last made first."""
        kept = _made_by(self.target.values())
        return [made for made in reversed(_made_by(self.current.values())) if made not in kept]

    def drop_what_is_gone(self) -> None:
        """Drop objects without a source, and views that will be made anew."""
        for identity in self.gone:
            self._drop(identity)
        for address in self.changed:
            if address.startswith("views/"):
                self.drop_made_by(self.target[address])

    def drop_what_changed(self, kinds: Sequence[str]) -> None:
        """Drop changed objects of these kinds: they may name what a rollback drops."""
        for address in reversed(self.changed):
            if self.target[address].kind in kinds:
                self.drop_made_by(self.target[address])

    def drop_made_by(self, item: Item) -> None:
        """Drop every object that a text makes; what depends on them comes back."""
        for identity in identities(item.body):
            self._drop(identity)

    def apply(self, astray: Collection[str] = ()) -> list[str]:
        """Apply what changed, was dropped on the way or is `astray`; return their addresses."""
        self.conn.execute("set local check_function_bodies = off")
        self.conn.execute("set local search_path = ''")
        self.drop_what_is_gone()
        applied: list[str] = []
        waiting = {*self.changed, *self.followers, *astray}
        while waiting := waiting | self.again:
            self.again = set()
            address = min(waiting, key=self.order.__getitem__)
            waiting = waiting - {address}
            self._apply(self.target[address])
            self.dropped -= {*identities(self.target[address].body)}
            applied.append(address)
        if applied and (rest := take_from_public(self.target.values())):
            self.conn.execute(script(rest))
        return applied

    def _apply(self, item: Item) -> None:
        self.located = None
        if item.kind != "functions":
            for identity in identities(item.body):
                if identity.kind == "access":
                    self.conn.execute(script(identity.drop))
            run_file(self.conn, item.address, item.body)
            return
        for identity in identities(item.body):
            self._reset(identity)
        try:
            with self.conn.transaction():
                run_file(self.conn, item.address, item.body)
        except RowhouseError as exc:
            if not isinstance(exc.__cause__, errors.InvalidFunctionDefinition):
                raise
            self.drop_made_by(item)
            run_file(self.conn, item.address, item.body)

    def _reset(self, identity: Identity) -> None:
        """Take back grants and comment, so that a line removed from the file is gone too."""
        found = self.conn.execute(script(identity.locate)).fetchone()
        if found is None or _values(found)[1] is None:
            return
        for row in self.conn.execute(
            "select distinct case grantee when 0 then 'public'"
            " else quote_ident(pg_get_userbyid(grantee)) end as grantee"
            " from pg_catalog.pg_proc, aclexplode(proacl) where oid = %s and grantee <> proowner",
            (_values(found)[1],),
        ).fetchall():
            self.conn.execute(
                script(f"revoke all on function {identity.name} from {_values(row)[0]}")
            )
        self.conn.execute(script(f"comment on function {identity.name} is null"))

    def _drop(self, identity: Identity) -> None:
        if identity in self.dropped:
            return
        found = self.conn.execute(script(identity.locate)).fetchone()
        self.dropped.add(identity)
        if found is None or _values(found)[1] is None:
            return
        dependents = self.conn.execute(_DEPENDENTS, _values(found)).fetchall()
        managed = self._managed() if dependents else {}
        for row in dependents:
            classid, objid, is_free, kind, name = _values(row)
            dependent = managed.get((classid, objid))
            if dependent is not None:
                self.conn.execute(script(dependent.drop))
                self.again |= {
                    a for a, item in self.target.items() if dependent in identities(item.body)
                }
            elif kind == "trigger" and (copy := self._copy(objid, identity)):
                if copy == "made by hand":
                    self.conn.execute(script(f"drop trigger {name}"))
            elif is_free:
                raise RowhouseError(
                    f"cannot drop {identity}: {kind} {name} depends on it",
                    f"Change {name} in a migration first, or keep {identity.name}.",
                )
        self.conn.execute(script(identity.drop))

    def _copy(self, trigger: int, identity: Identity) -> str:
        """Return what a partition's trigger is: a copy of its table's, or one made by hand.

        The makers of partitions put triggers on them that a table cannot pass on; they
        go when the function goes for good. Empty: neither, a trigger of another owner.
        """
        row = self.conn.execute(
            "select t.tgparentid <> 0 as is_clone, c.relispartition from pg_catalog.pg_trigger as t"
            " join pg_catalog.pg_class as c on c.oid = t.tgrelid where t.oid = %s",
            (trigger,),
        ).fetchone()
        is_clone, is_on_partition = _values(row) if row is not None else (False, False)
        if is_clone:
            return "clone"
        gone = identity not in _made_by(self.target.values())
        return "made by hand" if is_on_partition and gone else ""

    def _managed(self) -> dict[tuple[int, int], Identity]:
        """Return {(classid, objid): identity} of every object that either set makes.

        Looked up once, and again after something was made: an old object keeps its place.
        """
        if self.located is None:
            self.located = self._locate()
        return self.located

    def _locate(self) -> dict[tuple[int, int], Identity]:
        located: dict[tuple[int, int], Identity] = {}
        for identity in dict.fromkeys(
            [*_made_by(self.current.values()), *_made_by(self.target.values())]
        ):
            if identity in self.dropped:
                continue
            row = self.conn.execute(script(identity.locate)).fetchone()
            if row is not None and _values(row)[1] is not None:
                classid, objid = _values(row)
                located[classid, objid] = identity
        return located


def followers_of(moved: Collection[str], items: Iterable[Item]) -> list[str]:
    """Return the addresses of seeds that name one of `moved` in `-- depends:`."""
    return [
        item.address
        for item in items
        if item.kind == "seeds"
        and any(fnmatch.filter(moved, pattern) for pattern in needs_of(item.body))
    ]


def _made_by(items: Iterable[Item]) -> list[Identity]:
    return [identity for item in items for identity in identities(item.body)]


def _values(row: Any) -> tuple[Any, ...]:
    return tuple(row.values()) if isinstance(row, dict) else tuple(row)
