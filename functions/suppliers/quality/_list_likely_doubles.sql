-- suppliers._list_likely_doubles: pairs of active suppliers that look the same.
--
-- Equal plain names always count. With pg_trgm, names count too whose likeness reaches
-- the setting, among the 10 that follow in the order of plain names: so the work grows
-- with the number of suppliers, not with its square. Without it, equal names only.

create or replace function suppliers._list_likely_doubles()
    returns table (supplier_id bigint, other_id bigint, detail text)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_neighbours constant integer := 10;
    c_likeness constant numeric := (core.setting('suppliers.name_likeness'))::numeric;
    v_likeness text := 'case when a.plain = b.plain then 1 else 0 end';
    v_schema name;
begin
    select n.nspname
    into v_schema
    from pg_catalog.pg_extension as e
    inner join pg_catalog.pg_namespace as n on e.extnamespace = n.oid
    where e.extname = 'pg_trgm';
    if v_schema is not null then
        v_likeness := format('%I.similarity(a.plain, b.plain)', v_schema);
    end if;

    for supplier_id, other_id, detail in execute format(
        $q$
        with name as materialized (
            select
                s.id, s.name, p.plain,
                row_number() over (order by p.plain collate "C", s.id) as place
            from suppliers.suppliers as s
            cross join lateral (select suppliers._plain_name(s.name) as plain) as p
            where s.is_active
        ),

        pair as (
            select a.id, a.name, b.id as other_id, b.name as other_name, %s as likeness
            from name as a
            cross join generate_series(1, $1) as k (distance)
            inner join name as b on a.place + k.distance = b.place
        )

        select
            least(p.id, p.other_id),
            greatest(p.id, p.other_id),
            format(
                case
                    when p.likeness = 1 then '%%s and %%s are spellings of one name.'
                    else '%%s and %%s are alike.'
                end,
                p.name, p.other_name
            )
        from pair as p
        where p.likeness = 1 or p.likeness >= $2
        $q$,
        v_likeness
    )
    using c_neighbours, c_likeness
    loop
        return next;
    end loop;
end;
$$;

comment on function suppliers._list_likely_doubles() is
    'Pairs of suppliers, the lower id first, with a sentence. It needs no extension.';
