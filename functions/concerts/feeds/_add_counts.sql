-- concerts._add_counts: the sums of two sets of counts, {name: number}.

create or replace function concerts._add_counts(p_one jsonb, p_other jsonb)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_object_agg(s.key, s.n), '{}')
    from (
        select c.key, sum(c.value::bigint) as n
        from (
            select o.key, o.value from jsonb_each_text(p_one) as o
            union all
            select o.key, o.value from jsonb_each_text(p_other) as o
        ) as c
        group by c.key
    ) as s
$$;

comment on function concerts._add_counts(jsonb, jsonb) is
    'Return {name: number}; a count that only one of them has is kept.';
