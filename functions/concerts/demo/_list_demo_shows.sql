-- concerts._list_demo_shows: the shows of the demo, by days from today.
--
-- They are made up: artists and venues are real, the days are not.

create or replace function concerts._list_demo_shows()
    returns table (artist text, venue text, days integer, begins time, status text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select s.artist, s.venue, s.days, s.begins::time, coalesce(s.status, 'scheduled')
    from (
        values
        ('Bob Dylan', 'Barrowland Ballroom', -700, '20:00', null),
        ('Stromae', 'Ancienne Belgique', -655, '20:30', null),
        ('Patti Smith', 'Paradiso', -610, '20:30', null),
        ('Iron Maiden', 'Palau Sant Jordi', -580, '21:00', null),
        ('Iron Maiden', 'Waldbühne', -574, '19:00', null),
        ('Wilco', 'Ryman Auditorium', -540, '20:00', null),
        ('Wilco', 'The Fillmore', -533, '20:00', null),
        ('Björk', 'Nippon Budokan', -500, '19:00', null),
        ('Rosalía', 'Palacio de los Deportes', -470, '21:00', null),
        ('Rosalía', 'Estadio Luna Park', -463, '21:00', null),
        ('Kraftwerk', 'Elbphilharmonie', -430, '20:00', null),
        ('Kraftwerk', 'Royal Albert Hall', -421, '19:30', null),
        ('The National', 'Massey Hall', -390, '20:00', null),
        ('Sigur Rós', 'Sydney Opera House', -360, '20:00', null),
        ('Sigur Rós', 'Elbphilharmonie', -342, '20:00', null),
        ('PJ Harvey', 'L''Olympia', -320, '20:00', null),
        ('PJ Harvey', 'Paradiso', -317, '20:30', null),
        ('Massive Attack', '3Arena', -290, '18:30', null),
        ('Nick Cave & the Bad Seeds', 'Waldbühne', -262, '19:00', null),
        ('Nick Cave & the Bad Seeds', 'Ancienne Belgique', -259, '20:00', null),
        ('LCD Soundsystem', 'Hollywood Bowl', -240, '20:00', null),
        ('Nine Inch Nails', 'Red Rocks Amphitheatre', -215, '19:30', null),
        ('Nine Inch Nails', 'Palacio de los Deportes', -208, '21:00', null),
        ('U2', '3Arena', -190, '18:30', null),
        ('Beyoncé', 'Madison Square Garden', -170, '20:00', null),
        ('Kendrick Lamar', 'Hollywood Bowl', -150, '20:00', null),
        ('Kendrick Lamar', 'Smart Araneta Coliseum', -128, '20:00', null),
        ('Radiohead', 'Palau Sant Jordi', -110, '21:00', null),
        ('Pearl Jam', 'Massey Hall', -95, '19:30', null),
        ('Coldplay', 'Smart Araneta Coliseum', -80, '20:00', null),
        ('Taylor Swift', 'Nippon Budokan', -65, '18:00', null),
        ('Bruce Springsteen', '3Arena', -50, '18:30', null),
        ('The Cure', 'Estadio Luna Park', -25, '21:00', null),
        ('Metallica', 'Palacio de los Deportes', -20, '20:30', null),
        ('Depeche Mode', 'Waldbühne', -15, '19:00', null),
        ('Foo Fighters', 'Hollywood Bowl', -10, '19:30', null),
        ('Billie Eilish', 'Royal Albert Hall', -6, '19:30', null),
        ('Paul McCartney', 'The Fillmore', -3, '20:00', null),
        ('Arctic Monkeys', 'Barrowland Ballroom', 2, '19:30', null),
        ('Radiohead', 'Ancienne Belgique', 3, '20:00', null),
        ('Taylor Swift', 'Madison Square Garden', 4, '19:00', null),
        ('Radiohead', 'Paradiso', 6, '20:30', null),
        ('Coldplay', 'Sydney Opera House', 8, '20:00', null),
        ('Paul McCartney', 'Ryman Auditorium', 9, '20:00', null),
        ('Billie Eilish', 'L''Olympia', 11, '20:00', null),
        ('The Cure', 'Royal Albert Hall', 13, '19:30', null),
        ('Metallica', 'Red Rocks Amphitheatre', 15, '19:30', null),
        ('Bruce Springsteen', 'Massey Hall', 18, '20:00', null),
        ('Taylor Swift', 'Smart Araneta Coliseum', 21, '19:00', null),
        ('Pearl Jam', 'The Fillmore', 24, '20:00', null),
        ('Foo Fighters', 'Nippon Budokan', 28, '19:00', null),
        ('Depeche Mode', 'Elbphilharmonie', 32, '20:00', null),
        ('Arctic Monkeys', 'Estadio Luna Park', 36, '21:00', 'postponed'),
        ('Pearl Jam', 'Red Rocks Amphitheatre', 41, '19:30', null),
        ('Billie Eilish', 'Hollywood Bowl', 47, '20:00', null),
        ('The Cure', 'Palau Sant Jordi', 52, '21:00', null),
        ('Coldplay', 'Waldbühne', 58, '19:00', null),
        ('Bruce Springsteen', 'Madison Square Garden', 65, '19:30', null),
        ('Metallica', '3Arena', 77, '18:30', 'cancelled'),
        ('Paul McCartney', 'Nippon Budokan', 90, '18:30', null)
    ) as s (artist, venue, days, begins, status)
$$;

comment on function concerts._list_demo_shows() is
    'Sixty shows at their local times. Units: days from today, negative in the past.';
