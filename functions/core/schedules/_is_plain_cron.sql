-- core._is_plain_cron: whether pg_cron reads a cron expression as Rowhouse does.
--
-- pg_cron refuses a step behind a single number (5/7), a step that is longer than its
-- field, L and LW; it reads MON#2 as MON. Terms are `*`, a number, a name, a range, and
-- `*` or a range with a step: pg_cron's src/entry.c, get_list and get_range.

create or replace function core._is_plain_cron(p_cron text)
    returns boolean
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select count(*) = 5 and bool_and(
        not exists (
            select
            from string_to_table(f.field, ',') as t (term)
            cross join split_part(t.term, '/', 2) as s (step)
            where
                t.term !~* '^([0-9]+|[a-z]{3}|(\*|[0-9a-z]+-[0-9a-z]+)(/[0-9]{1,3})?)$'
                or s.step <> ''
                and s.step::integer > (array[59, 23, 31, 12, 7])[f.place]
        )
    )
    from string_to_table(p_cron, ' ') with ordinality as f (field, place)
$$;

comment on function core._is_plain_cron(text) is
    'Five fields of what each cron has in common.';
