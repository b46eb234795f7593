-- concerts._list_demo_artists: the 30 artists of the demo.

create or replace function concerts._list_demo_artists()
    returns table (name text, genres text[])
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select a.name, a.genres::text[]
    from (
        values
        ('AC/DC', '{hard rock}'),
        ('Adele', '{pop,soul}'),
        ('Arctic Monkeys', '{indie rock}'),
        ('The Beatles', '{rock,pop}'),
        ('Beyoncé', '{r&b,pop}'),
        ('Björk', '{art pop,electronic}'),
        ('Coldplay', '{pop rock}'),
        ('Cream', '{blues rock}'),
        ('Daft Punk', '{house,electronic}'),
        ('David Bowie', '{glam rock,art rock}'),
        ('Deep Purple', '{hard rock}'),
        ('Depeche Mode', '{synth-pop}'),
        ('Eraserheads', '{pinoy rock}'),
        ('The Killers', '{indie rock}'),
        ('LCD Soundsystem', '{dance-punk}'),
        ('Led Zeppelin', '{hard rock,blues rock}'),
        ('Metallica', '{thrash metal}'),
        ('Nirvana', '{grunge}'),
        ('Oasis', '{britpop}'),
        ('Pink Floyd', '{progressive rock}'),
        ('Queen', '{rock}'),
        ('Radiohead', '{alternative rock,art rock}'),
        ('Red Hot Chili Peppers', '{funk rock}'),
        ('Rosalía', '{flamenco,pop}'),
        ('Sigur Rós', '{post-rock}'),
        ('Stromae', '{chanson,electronic}'),
        ('Taylor Swift', '{pop,country}'),
        ('U2', '{rock}'),
        ('Кино', '{post-punk}'),
        ('宇多田ヒカル', '{j-pop}')
    ) as a (name, genres)
$$;

comment on function concerts._list_demo_artists() is
    'Return facts, written by hand: names as the artists write them.';
