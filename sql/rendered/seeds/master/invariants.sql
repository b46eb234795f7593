-- Rendered from sql/seeds/master/invariants.sql.j2; edit that file, not this one.
-- Seeds of core.invariants: rules of master data that only a bug can break.

insert into core.invariants (name, module, query, repair)
values
(
    'master.categories_are_a_tree',
    'master',
    $$
    with recursive reached as (
        select id
        from master.categories
        where parent_id is null
        union all
        select c.id
        from master.categories as c
        inner join reached as r on c.parent_id = r.id
    )

    select category_key
    from master.categories
    where id not in (select id from reached)
    $$,
    'Set parent_id of one category of the cycle to null, then set the right parent.'
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
