-- concerts._list_demo_venues: the 20 venues of the demo.

create or replace function concerts._list_demo_venues()
    returns table (
        name text, city text, state text, country text, latitude double precision,
        longitude double precision, timezone text
    )
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    values
    ('Accor Arena', 'Paris', null, 'FR', 48.839, 2.379, 'Europe/Paris'),
    (
        'Estadio Monumental', 'Buenos Aires', null, 'AR', -34.545, -58.450,
        'America/Argentina/Buenos_Aires'
    ),
    ('Eventim Apollo', 'London', null, 'GB', 51.491, -0.224, 'Europe/London'),
    ('Harpa', 'Reykjavík', null, 'IS', 64.150, -21.933, 'Atlantic/Reykjavik'),
    ('Hyde Park', 'London', null, 'GB', 51.508, -0.164, 'Europe/London'),
    ('Knebworth Park', 'Knebworth', null, 'GB', 51.870, -0.210, 'Europe/London'),
    ('Luzhniki Stadium', 'Moscow', null, 'RU', 55.716, 37.554, 'Europe/Moscow'),
    (
        'Madison Square Garden', 'New York', 'New York', 'US', 40.751, -73.994,
        'America/New_York'
    ),
    ('Mall of Asia Arena', 'Pasay', null, 'PH', 14.532, 120.984, 'Asia/Manila'),
    ('Nippon Budokan', 'Tokyo', null, 'JP', 35.693, 139.750, 'Asia/Tokyo'),
    ('Palau Sant Jordi', 'Barcelona', null, 'ES', 41.363, 2.152, 'Europe/Madrid'),
    (
        'Red Rocks Amphitheatre', 'Morrison', 'Colorado', 'US', 39.665, -105.205,
        'America/Denver'
    ),
    (
        'Rose Bowl', 'Pasadena', 'California', 'US', 34.161, -118.168,
        'America/Los_Angeles'
    ),
    ('Royal Albert Hall', 'London', null, 'GB', 51.501, -0.177, 'Europe/London'),
    ('Slane Castle', 'Slane', null, 'IE', 53.710, -6.563, 'Europe/Dublin'),
    (
        'SoFi Stadium', 'Inglewood', 'California', 'US', 33.953, -118.339,
        'America/Los_Angeles'
    ),
    (
        'Sony Music Studios', 'New York', 'New York', 'US', 40.769, -73.993,
        'America/New_York'
    ),
    ('The O2', 'London', null, 'GB', 51.503, 0.003, 'Europe/London'),
    ('Wembley Stadium', 'London', null, 'GB', 51.556, -0.280, 'Europe/London'),
    ('Yokohama Arena', 'Yokohama', null, 'JP', 35.512, 139.620, 'Asia/Tokyo')
$$;

comment on function concerts._list_demo_venues() is
    'Return facts, written by hand; each name is there once. Units: degrees, to about '
    '100 m.';
