-- filters._review_transactions: values of a load that are accepted but not recognized.
--
-- `rowhouse load` calls it before it loads a batch.

create or replace function filters._review_transactions(p_staging regclass)
    returns table (finding text, lines bigint)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    for finding, lines in execute format(
        $sql$
        select
            format('no place has the city_code %%s', core.excerpt(n.city_code)),
            sum(n.lines)::bigint
        from (
            select core.normalize_key(s.city_code) as city_code, count(*) as lines
            from %s as s
            where s.city_code is not null
            group by s.city_code
        ) as n
        where
            n.city_code is not null
            and master.find_place(n.city_code) is null
        group by n.city_code
        order by 2 desc, 1
        $sql$,
        p_staging
    )
    loop
        return next;
    end loop;
end;
$$;

comment on function filters._review_transactions(regclass) is
    'Unknown city codes with their number of lines; their stores get no city.';
