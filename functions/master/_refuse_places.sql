-- master._refuse_places: the rows of a file of places that cannot be loaded, and why.
--
-- A parent may be in the same batch, if nothing is wrong with it: rows of level 2 are
-- judged before they are parents of rows of level 3. The words that the batch offers as
-- parents are compared by hash: comparing each row with each row would take hours for a
-- country.

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

    judged as materialized (
        select
            n.line,
            n.country,
            n.scheme,
            n.code,
            n.level,
            n.place_key,
            n.parent,
            n.parent is null
            or master._find_parent(n.country, n.scheme, n.level, n.parent) is not null
                as has_parent,
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
                case when k.id is null and m.choices > 1
                    then format('place_key %s is given twice', core.excerpt(n.place_key))
                end,
                case when o.id is null and n.place_key is null and t.id is not null
                    then format(
                        'place_key %s is that of %s:%s', t.place_key, t.scheme, t.code
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
        left join (
            select g.level, g.place_key, count(*) as choices
            from staged as g
            where g.place_key is not null
            group by g.level, g.place_key
        ) as m on n.level = m.level and n.place_key = m.place_key
        left join master.places as t
            on
                n.level = t.level
                and concat(n.scheme, ':', n.code) = t.place_key
                and exists (
                    select from master.places as c
                    where c.level = n.level and c.place_key = n.code
                )
    ),

    word as materialized (
        select j.line, j.country, j.level, j.has_parent, w.word
        from judged as j
        cross join lateral (
            values (concat(j.scheme, ':', j.code)), (j.place_key)
        ) as w (word)
        where j.reason = '' and w.word is not null
    ),

    -- Rows of level 2 whose parent is a sound row of level 1.
    second as materialized (
        select j.line
        from judged as j
        cross join lateral (
            values (j.parent), (concat(j.scheme, ':', j.parent))
        ) as a (word)
        inner join word as w on j.country = w.country and a.word = w.word
        where j.level = 2 and w.level = 1 and w.has_parent
    ),

    offered as materialized (
        select w.country, w.word, min(w.level) as level
        from word as w
        where w.has_parent or w.line in (select s.line from second as s)
        group by w.country, w.word
    ),

    found as (
        select
            j.line,
            concat_ws(
                '; ',
                nullif(j.reason, ''),
                case
                    when not j.has_parent and a.level is null and b.level is null
                        then format(
                            'there is no place %s above level %s in %s',
                            core.excerpt(j.parent), j.level, j.country
                        )
                end
            ) as reason
        from judged as j
        left join offered as a
            on j.country = a.country and j.parent = a.word and j.level > a.level
        left join offered as b
            on
                j.country = b.country
                and concat(j.scheme, ':', j.parent) = b.word
                and j.level > b.level
    )

    select f.line, f.reason from found as f where f.reason <> ''
$$;

comment on function master._refuse_places(regclass) is
    'Lines and reasons; none if master._load_places takes the whole batch.';
