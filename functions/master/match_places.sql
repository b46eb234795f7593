-- master.match_places: find places by code or by names, as a file spells them.
--
-- A name matches in any of its spellings (master._fold_name), key and code included,
-- within the places named above it; of several, the one whose name is spelled alike is
-- taken. Spellings of the countries asked for are folded once. A name of punctuation
-- alone, such as "-", is not one. Retired places are found by code only.

create or replace function master.match_places(p_wanted jsonb)
    returns table (wanted jsonb, place_id bigint, fault text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with asked as materialized (
        select
            r.item as wanted,
            n.*,
            case
                when n.city is not null then 3
                when n.province is not null then 2
                when n.region is not null then 1
            end as level,
            coalesce(n.city, n.province, n.region) as name
        from jsonb_array_elements(p_wanted) as r (item)
        cross join lateral jsonb_to_record(r.item) as n (
            scheme text, place text, country text, region text, province text, city text
        )
    ),

    spelled as materialized (
        select distinct p.id, p.country, p.level, master._fold_name(s.spelling) as folded
        from master.places as p
        cross join lateral unnest(
            p.other_names || array[p.name, p.place_key, p.code]
        ) as s (spelling)
        where
            not p.is_retired
            and p.country in (select a.country from asked as a where a.place is null)
    ),

    candidate as (
        select
            a.wanted,
            s.id,
            lower(p.name) = lower(a.name) as is_alike
        from asked as a
        inner join spelled as s
            on
                a.country = s.country
                and a.level = s.level
                and master._fold_name(a.name) = s.folded
                and s.folded <> ''
        inner join master.places as p on s.id = p.id
        inner join master.place_paths as n on s.id = n.place_id
        where
            a.place is null
            and (
                a.level = 1
                or a.region is null
                or exists (
                    select from spelled as r
                    where
                        r.id = n.region_id and r.folded = master._fold_name(a.region)
                )
            )
            and (
                a.level <= 2
                or a.province is null
                or exists (
                    select from spelled as r
                    where
                        r.id = n.province_id
                        and r.folded = master._fold_name(a.province)
                )
            )
    ),

    matched as (
        select
            c.wanted,
            count(*) as choices,
            count(*) filter (where c.is_alike) as alike,
            min(c.id) as any_id,
            min(c.id) filter (where c.is_alike) as alike_id
        from candidate as c
        group by c.wanted
    ),

    decided as (
        select
            a.*,
            m.choices,
            case
                when a.place is not null then coalesce(
                    master.find_place(concat(a.scheme, ':', a.place)),
                    case when a.scheme is null then master.find_place(a.place) end
                )
                when m.choices = 1 then m.any_id
                when m.alike = 1 then m.alike_id
            end as id
        from asked as a
        left join matched as m on a.wanted = m.wanted
    )

    select
        d.wanted,
        d.id,
        case
            when d.id is not null or (d.place is null and d.level is null) then null
            when d.place is not null then format(
                'there is no place %s', core.excerpt(concat_ws(':', d.scheme, d.place))
            )
            when d.country is null then 'country is missing'
            when d.choices > 1 then format(
                'several places are called %s: say in which province or region',
                core.excerpt(d.name)
            )
            else format(
                'there is no place %s in %s',
                core.excerpt(d.name),
                core.excerpt(concat_ws(
                    ', ',
                    case when d.level > 2 then d.province end,
                    case when d.level > 1 then d.region end,
                    d.country
                ))
            )
        end
    from decided as d
$$;

comment on function master.match_places(jsonb) is
$$Find places by code or by names; one row for each element of the array.

Each element: {scheme, place} or {country, region, province, city}. place is a code of
the scheme; without a scheme a place_key or scheme:code. Names are those of the levels 1,
2 and 3; the deepest one names the place, the others where it lies. A fault says why
there is no place; an element that names none has neither.
$$;
