-- Rendered from sql/seeds/reading/invariants.sql.j2; edit that file, not this one.
-- Seeds of core.invariants: rules of reading that only a bug can break.

insert into core.invariants (name, module, query, repair)
values
(
    'reading.versions_are_distinct',
    'reading',
    $$
    select v.user_id, v.version
    from (
        select p.user_id, p.version from reading.progress as p
        union all
        select t.user_id, t.version from reading.tombstones as t
    ) as v
    group by v.user_id, v.version
    having count(*) > 1
    $$,
    'Make the reader''s devices start anew: set forgotten_version to version.'
),
(
    'reading.versions_are_counted',
    'reading',
    $$
    select v.user_id, v.version, r.version as counted
    from (
        select p.user_id, max(p.version) as version
        from reading.progress as p
        group by p.user_id
        union all
        select t.user_id, max(t.version)
        from reading.tombstones as t
        group by t.user_id
    ) as v
    left join reading.progress_versions as r on v.user_id = r.user_id
    where r.version is null or v.version > r.version
    $$,
    'Set reading.progress_versions.version to the greatest version of the reader.'
)
on conflict (name) do update
set
    module = excluded.module,
    query = excluded.query,
    repair = excluded.repair
where
    (
        invariants.module,
        invariants.query,
        invariants.repair
    )
    is distinct from (
        excluded.module,
        excluded.query,
        excluded.repair
    );
