-- master._refuse_places: the rows of a file of places that cannot be loaded, and why.
--
-- A parent may be in the same batch. The words that the batch offers as parents are
-- compared by hash: comparing each row with each row would take hours for a country.

create or replace function master._refuse_places(p_staging regclass)
    returns table (line bigint, reason text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with staged as materialized (
        select n.* from master._read_places(p_staging) as n
    ),

    offered as materialized (
        select s.country, w.word, min(s.level) as level
        from staged as s
        cross join lateral (values (concat(s.scheme, ':', s.code)), (s.place_key)) as w (word)
        where w.word is not null
        group by s.country, w.word
    ),

    found as (
        select
            n.line,
            concat_ws(
                '; ',
                case when n.country ~ '^[A-Z]{2}$' is not true
                    then 'country is not two letters, such as PH' end,
                case when n.scheme ~ '^[a-z][a-z0-9-]*$' is not true
                    then 'scheme is not a word, such as own' end,
                case when n.code is null then 'code is missing' end,
                case when n.scheme = 'psgc' and n.code !~ '^[0-9]{10}$'
                    then 'a code of psgc has ten digits' end,
                case when n.name is null then 'name is missing' end,
                case when n.level between 1 and 3 is not true
                    then 'level is not 1, 2 or 3' end,
                case when n.population < 0 then 'population is below 0' end,
                case
                    when
                        greatest(
                            length(n.scheme), length(n.code), length(n.place_key),
                            length(n.name), length(n.class),
                            length(array_to_string(n.other_names, '|')) / 50
                        ) > 200
                        then 'a code or a name has more than 200 characters'
                end,
                case when o.country <> n.country
                    then format('%s:%s is in %s', n.scheme, n.code, o.country) end,
                case when k.id is not null
                    then format(
                        'place_key %s is that of %s:%s',
                        core.excerpt(n.place_key), k.scheme, k.code
                    ) end,
                case
                    when
                        n.parent is not null
                        and a.level is null
                        and b.level is null
                        and master._find_parent(n.country, n.scheme, n.level, n.parent)
                        is null
                        then format(
                            'there is no place %s above level %s in %s',
                            core.excerpt(n.parent), n.level, n.country
                        )
                end
            ) as reason
        from staged as n
        left join master.places as o
            on n.scheme = o.scheme and n.code = o.code and n.level = o.level
        left join master.places as k
            on
                n.place_key = k.place_key
                and n.level = k.level
                and (n.scheme <> k.scheme or n.code <> k.code)
        left join offered as a
            on n.country = a.country and n.parent = a.word and n.level > a.level
        left join offered as b
            on
                n.country = b.country
                and concat(n.scheme, ':', n.parent) = b.word
                and n.level > b.level
    )

    select f.line, f.reason from found as f where f.reason <> ''
$$;

comment on function master._refuse_places(regclass) is
    'Lines and reasons; none if master._load_places takes the whole batch.';
