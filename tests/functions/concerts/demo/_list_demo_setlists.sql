-- Proves functions/concerts/demo/_list_demo_setlists.sql.
begin;
select plan(4);

select is(
    (
        select count(distinct s.artist)
        from concerts._list_demo_setlists() as s
        inner join concerts._list_demo_past_shows() as p
            on s.artist = p.artist and s.show_on = p.show_on
    ), 6::bigint, 'six past shows have a setlist'
);
select is(
    array(
        select s.title from concerts._list_demo_setlists() as s
        except
        select o.title
        from concerts._list_demo_songs() as o
        inner join concerts._list_demo_setlists() as s on o.artist = s.artist
    ), '{}', 'of songs of the demo'
);
select results_eq(
    $$
    select s.place, s.title, s.encore from concerts._list_demo_setlists() as s
    where s.artist = 'Led Zeppelin' and s.place > 13 order by s.place
    $$,
    $$
    values (14, 'Kashmir', 0), (15, 'Whole Lotta Love', 1), (16, 'Rock and Roll', 2)
    $$,
    'the last songs are the encores'
);
select is(
    array(
        select s.title from concerts._list_demo_setlists() as s
        where s.is_tape
    ), '{Speak to Me}', 'a tape is marked'
);

select * from finish();
rollback;
