-- filters._guess_parents: for each candidate, another one that its value determines.
--
-- A parent has fewer values than its child, and each value of the child occurs with one
-- value of the parent only. Among several, the one with the most values is the next
-- level up.

create or replace function filters._guess_parents(
    p_source regclass, p_places bigint[]
)
    returns table (child bigint, parent bigint)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_reads text := (
        select string_agg(
            format('(%s::bigint, %s)', c.place, c.read), ', ' order by c.place
        )
        from filters._list_candidates(p_source) as c
        where c.place = any(p_places[1:12])
    );
begin
    if v_reads is null then
        return;
    end if;

    for child, parent in execute format(
        'with sample as materialized ('
        '    select n.row, v.place, v.value '
        '    from (select row_number() over () as row, s.* from (%s) as s) as n '
        '    cross join lateral (select n.*) as r '
        '    cross join lateral (values %s) as v (place, value) '
        '    where v.value is not null), '
        'size as materialized ('
        '    select place, count(distinct value) as size, count(*) as lines '
        '    from sample group by place), '
        'pair as ('
        '    select c.place as child, p.place as parent, '
        '    count(distinct (c.value, p.value)) as pairs, count(*) as lines '
        '    from sample as c inner join sample as p '
        '    on c.row = p.row and c.place <> p.place group by 1, 2) '
        'select distinct on (pair.child) pair.child, pair.parent from pair '
        'inner join size as c on pair.child = c.place '
        'inner join size as p on pair.parent = p.place '
        'where pair.pairs = c.size and p.size > 1 and p.size < c.size '
        'and c.lines > 2 * c.size and pair.lines = c.lines '
        'order by pair.child, p.size desc, pair.parent',
        filters._write_sample(p_source, 1000), v_reads
    )
    loop
        return next;
    end loop;
end;
$$;

comment on function filters._guess_parents(regclass, bigint[]) is
    'Positions of child and parent in filters._list_candidates; looks at 12 at most.';
