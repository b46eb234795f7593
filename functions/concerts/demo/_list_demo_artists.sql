-- concerts._list_demo_artists: the artists of the demo.
--
-- Names and genres are theirs. Popularity is an estimate in the scale of Spotify, left
-- out for some, as feeds do not always know it.

create or replace function concerts._list_demo_artists()
    returns table (name text, popularity integer, genres text[])
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    values
    ('Arctic Monkeys', 85, '{indie rock,garage rock}'::text[]),
    ('Beyoncé', 86, '{r&b,pop}'),
    ('Billie Eilish', 92, '{alternative pop,electropop}'),
    ('Björk', 63, '{art pop,electronic}'),
    ('Bob Dylan', 68, '{folk,folk rock,singer-songwriter}'),
    ('Bruce Springsteen', 71, '{heartland rock,rock}'),
    ('Coldplay', 90, '{pop rock,alternative rock}'),
    ('Depeche Mode', 72, '{synth-pop,new wave}'),
    ('Foo Fighters', 77, '{alternative rock,hard rock}'),
    ('Iron Maiden', 70, '{heavy metal}'),
    ('Kendrick Lamar', 93, '{hip hop,conscious hip hop}'),
    ('Kraftwerk', null, '{electronic,krautrock}'),
    ('LCD Soundsystem', 60, '{dance-punk,electronic}'),
    ('Massive Attack', 66, '{trip hop,electronic}'),
    ('Metallica', 81, '{thrash metal,heavy metal}'),
    ('Nick Cave & the Bad Seeds', 58, '{alternative rock,post-punk}'),
    ('Nine Inch Nails', 65, '{industrial rock}'),
    ('Patti Smith', null, '{}'),
    ('Paul McCartney', 70, '{rock,pop}'),
    ('Pearl Jam', 72, '{grunge,alternative rock}'),
    ('PJ Harvey', null, '{alternative rock}'),
    ('Radiohead', 80, '{alternative rock,art rock}'),
    ('Rosalía', 80, '{flamenco,pop}'),
    ('Sigur Rós', null, '{post-rock,ambient}'),
    ('Stromae', 69, '{}'),
    ('Taylor Swift', 96, '{pop,country}'),
    ('The Cure', 74, '{post-punk,gothic rock,new wave}'),
    ('The National', 64, '{indie rock}'),
    ('U2', 75, '{rock,post-punk}'),
    ('Wilco', null, '{alternative country,indie rock}')
$$;

comment on function concerts._list_demo_artists() is
    'Thirty artists. Units: popularity from 0 to 100, null where it is not known.';
