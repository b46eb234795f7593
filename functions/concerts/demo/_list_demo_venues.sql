-- concerts._list_demo_venues: the venues of the demo, where they stand.

create or replace function concerts._list_demo_venues()
    returns table (
        name text,
        city text,
        state text,
        country text,
        latitude double precision,
        longitude double precision,
        timezone text
    )
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    values
    (
        '3Arena', 'Dublin', null, 'IE', 53.347::double precision,
        (-6.229)::double precision, 'Europe/Dublin'
    ),
    ('Ancienne Belgique', 'Brussels', null, 'BE', 50.847, 4.349, 'Europe/Brussels'),
    ('Barrowland Ballroom', 'Glasgow', null, 'GB', 55.855, -4.237, 'Europe/London'),
    ('Elbphilharmonie', 'Hamburg', null, 'DE', 53.541, 9.984, 'Europe/Berlin'),
    (
        'Estadio Luna Park', 'Buenos Aires', null, 'AR', -34.602, -58.368,
        'America/Argentina/Buenos_Aires'
    ),
    (
        'Hollywood Bowl', 'Los Angeles', 'California', 'US', 34.112, -118.339,
        'America/Los_Angeles'
    ),
    ('L''Olympia', 'Paris', null, 'FR', 48.870, 2.328, 'Europe/Paris'),
    (
        'Madison Square Garden', 'New York', 'New York', 'US', 40.751, -73.993,
        'America/New_York'
    ),
    ('Massey Hall', 'Toronto', 'Ontario', 'CA', 43.654, -79.379, 'America/Toronto'),
    ('Nippon Budokan', 'Tokyo', null, 'JP', 35.693, 139.750, 'Asia/Tokyo'),
    (
        'Palacio de los Deportes', 'Mexico City', null, 'MX', 19.405, -99.100,
        'America/Mexico_City'
    ),
    ('Palau Sant Jordi', 'Barcelona', null, 'ES', 41.363, 2.152, 'Europe/Madrid'),
    ('Paradiso', 'Amsterdam', null, 'NL', 52.362, 4.884, 'Europe/Amsterdam'),
    (
        'Red Rocks Amphitheatre', 'Morrison', 'Colorado', 'US', 39.665, -105.206,
        'America/Denver'
    ),
    ('Royal Albert Hall', 'London', null, 'GB', 51.501, -0.177, 'Europe/London'),
    (
        'Ryman Auditorium', 'Nashville', 'Tennessee', 'US', 36.161, -86.778,
        'America/Chicago'
    ),
    (
        'Smart Araneta Coliseum', 'Quezon City', null, 'PH', 14.621, 121.053,
        'Asia/Manila'
    ),
    (
        'Sydney Opera House', 'Sydney', 'New South Wales', 'AU', -33.857, 151.215,
        'Australia/Sydney'
    ),
    (
        'The Fillmore', 'San Francisco', 'California', 'US', 37.784, -122.433,
        'America/Los_Angeles'
    ),
    ('Waldbühne', 'Berlin', null, 'DE', 52.516, 13.229, 'Europe/Berlin')
$$;

comment on function concerts._list_demo_venues() is
    'Twenty venues with their places and time zones. Units: degrees.';
