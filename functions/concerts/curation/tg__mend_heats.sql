-- concerts.tg__mend_heats: sum heats again where votes come to another artist.
--
-- A vote leads to its artist by its song, setlist and show. Where one of these moved,
-- the heats of both artists are summed again. Feeds and merges mend theirs themselves.
-- Definer: no role may write the heats.

create or replace function concerts.tg__mend_heats()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform concerts._mend_heats(array(
        with moved as materialized (
            select to_jsonb(o) as old_row, to_jsonb(n) as new_row
            from old_rows as o
            inner join new_rows as n on o.id = n.id
            where to_jsonb(o) -> tg_argv[0] <> to_jsonb(n) -> tg_argv[0]
        )

        select coalesce(
            (r.item ->> 'artist_id')::bigint,
            (
                select s.artist_id
                from concerts.shows as s
                where s.id = coalesce(
                    (r.item ->> 'show_id')::bigint,
                    (
                        select l.show_id
                        from concerts.setlists as l
                        where l.id = (r.item ->> 'setlist_id')::bigint
                    )
                )
            )
        )
        from moved as m
        cross join lateral (values (m.old_row), (m.new_row)) as r (item)
    ));
    return null;
end;
$$;

comment on function concerts.tg__mend_heats() is
    'Mend concerts.artist_heats after a change of the column that the trigger names.';
