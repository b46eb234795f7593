-- commerce._sync_policy: the policy of a field: its own, that of the entity, or newest.

create or replace function commerce._sync_policy(
    p_source text, p_entity text, p_field text
)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        (
            select p.policy
            from commerce.sync_policies as p
            where
                p.source = p_source
                and p.entity = p_entity
                and p.field in (p_field, '*')
            order by p.field = '*'
            limit 1
        ),
        'newest'
    )
$$;

comment on function commerce._sync_policy(text, text, text) is
    'The policy of a field: its own row, the row of `*`, or newest.';
