-- concerts._list_demo_setlists: what was played at six of the past shows.

create or replace function concerts._list_demo_setlists()
    returns table (
        artist text, show_on date, place integer, title text, encore integer,
        is_tape boolean
    )
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        s.artist, s.show_on::date, t.place::integer, t.title,
        greatest(0, t.place - cardinality(s.titles) + s.encores)::integer,
        t.title = 'Speak to Me'
    from (
        values
        ('The Beatles', '1966-06-30', 0, array[
            'Rock and Roll Music', 'She''s a Woman', 'If I Needed Someone', 'Day Tripper',
            'Baby''s in Black', 'I Feel Fine', 'Yesterday', 'I Wanna Be Your Man',
            'Nowhere Man', 'Paperback Writer', 'I''m Down'
        ]),
        ('Deep Purple', '1972-08-17', 2, array[
            'Highway Star', 'Smoke on the Water', 'Child in Time', 'The Mule',
            'Strange Kind of Woman', 'Lazy', 'Space Truckin''', 'Black Night', 'Speed King'
        ]),
        ('Led Zeppelin', '2007-12-10', 2, array[
            'Good Times Bad Times', 'Ramble On', 'Black Dog', 'In My Time of Dying',
            'For Your Life', 'Trampled Under Foot', 'Nobody''s Fault but Mine',
            'No Quarter', 'Since I''ve Been Loving You', 'Dazed and Confused',
            'Stairway to Heaven', 'The Song Remains the Same', 'Misty Mountain Hop',
            'Kashmir', 'Whole Lotta Love', 'Rock and Roll'
        ]),
        ('Nirvana', '1993-11-18', 0, array[
            'About a Girl', 'Come as You Are', 'Jesus Doesn''t Want Me for a Sunbeam',
            'The Man Who Sold the World', 'Pennyroyal Tea', 'Dumb', 'Polly', 'On a Plain',
            'Something in the Way', 'Plateau', 'Oh Me', 'Lake of Fire', 'All Apologies',
            'Where Did You Sleep Last Night'
        ]),
        ('Pink Floyd', '2005-07-02', 0, array[
            'Speak to Me', 'Breathe', 'Money', 'Wish You Were Here', 'Comfortably Numb'
        ]),
        ('Queen', '1985-07-13', 0, array[
            'Bohemian Rhapsody', 'Radio Ga Ga', 'Hammer to Fall',
            'Crazy Little Thing Called Love', 'We Will Rock You', 'We Are the Champions'
        ])
    ) as s (artist, show_on, encores, titles)
    cross join unnest(s.titles) with ordinality as t (title, place)
$$;

comment on function concerts._list_demo_setlists() is
    'Return facts, written by hand. The last songs of a show are its encores, one '
    'each.';
